package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How candidates of one tier are ordered.
public enum Strategy {
    /// What is given away first, then what a plan covers, then by price.
    @JsonProperty("free_first")
    FREE_FIRST,
    /// The catalogue's order as it stands.
    @JsonProperty("quality_first")
    QUALITY_FIRST,
    /// By price alone.
    @JsonProperty("cheapest")
    CHEAPEST,
    /// What has lately begun to answer soonest; before it what nobody has tried lately, or it would
    /// never be known.
    @JsonProperty("fastest")
    FASTEST
}
