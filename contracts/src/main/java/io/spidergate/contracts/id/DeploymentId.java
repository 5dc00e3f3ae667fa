package io.spidergate.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Provider, account and model together: what is chosen and what cools down. Form:
/// `dep_<provider>:<account>:<model>`.
public record DeploymentId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeploymentId {
        value = Ids.require("dep_", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
