package io.spidergate.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A provider's secret in the vault.
public record CredentialId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CredentialId {
        value = Ids.require("cred_", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
