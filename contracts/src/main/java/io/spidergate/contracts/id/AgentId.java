package io.spidergate.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An agent: who spends, is limited and is traced.
public record AgentId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AgentId {
        value = Ids.require("agt_", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
