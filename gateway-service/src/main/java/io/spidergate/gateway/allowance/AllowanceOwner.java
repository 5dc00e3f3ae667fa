package io.spidergate.gateway.allowance;

import io.spidergate.contracts.billing.AllowanceRequest;
import io.spidergate.contracts.billing.AllowanceResponse;

/// Who grants slices. Hearing the same returns twice changes nothing.
public interface AllowanceOwner {

    /// May block.
    Answer ask(AllowanceRequest request);

    sealed interface Answer {

        record Heard(AllowanceResponse response) implements Answer {}

        /// @param reason for the log
        record Unreachable(String reason) implements Answer {}
    }
}
