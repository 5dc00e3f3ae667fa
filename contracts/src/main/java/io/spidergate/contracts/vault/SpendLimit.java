package io.spidergate.contracts.vault;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What may be spent with a credential, at list price, on all gateways together.
///
/// @param nanoUsd billionths of a US dollar, in whole millionths
/// @param period from midnight to midnight or for a calendar month, UTC
public record SpendLimit(long nanoUsd, Period period, Action action) {

    /// When what was spent begins at nothing again.
    public enum Period {
        @JsonProperty("day")
        DAY,
        @JsonProperty("month")
        MONTH
    }

    /// What happens at the limit.
    public enum Action {
        /// It is only told.
        @JsonProperty("warn")
        WARN,
        /// The credential is left alone until the next period.
        @JsonProperty("block")
        BLOCK
    }
}
