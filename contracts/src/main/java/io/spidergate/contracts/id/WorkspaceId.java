package io.spidergate.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A tenant: whatever belongs to one workspace is invisible to every other.
public record WorkspaceId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkspaceId {
        value = Ids.require("ws_", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
