package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a request may cost anything, said by its agent, its alias and the request itself: the
/// strictest of them holds. From the strictest on.
public enum Spending {
    /// Only what costs nothing more, plans included, or a refusal.
    @JsonProperty("free_only")
    FREE_ONLY,
    /// Whatever of the whole chain costs nothing before anything that does.
    @JsonProperty("free_first")
    FREE_FIRST,
    /// In the alias's order.
    @JsonProperty("paid_ok")
    PAID_OK;

    public Spending stricter(Spending other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
