package io.spidergate.contracts.billing;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How much of what was said a token's requests leave in traces.
public enum CapturePolicy {
    /// As much as the gateway's setting says.
    @JsonProperty("gateway")
    GATEWAY,
    /// The request and the answer's text.
    @JsonProperty("full")
    FULL,
    /// No text of anybody.
    @JsonProperty("metadata")
    METADATA,
    /// Not even providers' own words about a failure.
    @JsonProperty("none")
    NONE
}
