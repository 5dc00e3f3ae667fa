package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a provider counts.
public enum QuotaUnit {
    @JsonProperty("requests")
    REQUESTS,
    /// Of prompt and answer together.
    @JsonProperty("tokens")
    TOKENS,
    /// Requests at the same time; there is no window to wait for, only an end.
    @JsonProperty("concurrent")
    CONCURRENT,
    /// Millionths of a US dollar at list price: what the owner of a credential allows to be spent.
    @JsonProperty("micro_usd")
    MICRO_USD,
    /// Of a plan, in hundredths, as its provider tells it: only the provider counts.
    @JsonProperty("percent")
    PERCENT
}
