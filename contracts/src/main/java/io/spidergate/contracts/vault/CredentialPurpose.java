package io.spidergate.contracts.vault;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a credential is for; it never changes.
public enum CredentialPurpose {
    /// Gateways send requests with it.
    @JsonProperty("requests")
    REQUESTS,
    /// The vault asks the provider with it what its account has used. No gateway ever gets it.
    @JsonProperty("usage")
    USAGE
}
