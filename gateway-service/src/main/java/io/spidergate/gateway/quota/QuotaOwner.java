package io.spidergate.gateway.quota;

import io.spidergate.contracts.routing.QuotaAnswer;
import io.spidergate.contracts.routing.QuotaRequest;

/// Who grants slices of providers' quotas. Hearing the same word twice changes nothing.
interface QuotaOwner {

    /// May block.
    Answer tell(QuotaRequest request);

    sealed interface Answer {

        record Heard(QuotaAnswer answer) implements Answer {}

        /// @param reason for the log
        record Unreachable(String reason) implements Answer {}
    }
}
