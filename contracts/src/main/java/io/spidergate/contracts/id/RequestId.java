package io.spidergate.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One request of a caller; its attempts are numbered from 1.
public record RequestId(@JsonValue String value) {

    private static final String PREFIX = "req_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RequestId {
        value = Ids.require(PREFIX, value);
    }

    /// Without the prefix: unique by itself, for ids of other forms.
    public String suffix() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
