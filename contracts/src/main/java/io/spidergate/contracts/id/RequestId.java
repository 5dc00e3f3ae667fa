package io.spidergate.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One request of a caller; its attempts are numbered from 1.
public record RequestId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RequestId {
        value = Ids.require("req_", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
