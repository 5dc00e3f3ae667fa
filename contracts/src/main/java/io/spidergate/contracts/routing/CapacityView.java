package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// How far what a provider gives goes, by what was asked of it.
///
/// @param reason of the verdict, for people
/// @param suggestedKeys of further accounts, so that nothing would have been passed over; present
///   only where the verdict is `add_keys`
/// @param refused attempts, for want of quota or money: each was wasted
/// @param failed attempts otherwise, and not by a caller's fault
/// @param passedOver requests that its deployments did not get because their quota was used up; one
///   that several of them did not get counts for each
/// @param wastedNanoUsd paid for attempts that failed
/// @param accounts with at least one enabled credential
/// @param peakDayAttempts of what has a daily limit, on the UTC day with most
/// @param dailyLimit of requests, of what was asked, all accounts together; absent where nobody
///   knows one
/// @param limitsLearnt some limit is a guess from refusals
public record CapacityView(
        String provider,
        Verdict verdict,
        String reason,
        @Nullable Integer suggestedKeys,
        long attempts,
        long served,
        long refused,
        long failed,
        long passedOver,
        long wastedNanoUsd,
        int accounts,
        int credentials,
        long peakDayAttempts,
        @Nullable Long dailyLimit,
        boolean limitsLearnt) {

    public enum Verdict {
        /// What was asked fitted.
        @JsonProperty("healthy")
        HEALTHY,
        /// A key of another account would have served more.
        @JsonProperty("add_keys")
        ADD_KEYS,
        /// Its quota did not suffice, and keys of what turned out to be the same account do not add
        /// to it.
        @JsonProperty("account_capped")
        ACCOUNT_CAPPED,
        /// It failed often, and not for want of quota: another key would fail too.
        @JsonProperty("not_quota")
        NOT_QUOTA,
        /// One account alone would have had twice of what was asked.
        @JsonProperty("over_provisioned")
        OVER_PROVISIONED,
        /// Nothing was asked.
        @JsonProperty("unmeasurable")
        UNMEASURABLE
    }
}
