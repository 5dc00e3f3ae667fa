package io.spidergate.contracts.gateway;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call to one deployment.
///
/// @param number from 1
/// @param startedUs microseconds since the request's start, as all times here
/// @param headersUs when the upstream's status line was there
/// @param firstContentUs when the first content was there
/// @param httpStatus the upstream's; absent where none came
/// @param failureClass what the attempt taught; absent on success
/// @param failureMessage for people, safe to show, without secrets
/// @param retryAfterMs the upstream's hint, understood
/// @param notes what of the request this deployment's protocol has no place for, and so was left
///   out; absent in events of earlier versions
/// @param seam where it went on with the answer of another attempt; absent where it began one
public record AttemptRecord(
        int number,
        DeploymentId deployment,
        String provider,
        String account,
        @Nullable CredentialId credential,
        String upstreamModel,
        long startedUs,
        @Nullable Long headersUs,
        @Nullable Long firstContentUs,
        long endedUs,
        @Nullable Integer httpStatus,
        @Nullable FailureClass failureClass,
        @Nullable String failureMessage,
        @Nullable Long retryAfterMs,
        RequestEvent.Usage usage,
        RequestEvent.Cost cost,
        List<String> notes,
        @Nullable Seam seam) {

    /// Where one attempt's words end and another's begin.
    ///
    /// @param attempt whose answer broke off
    /// @param afterCharacters how much of the answer the caller had then
    public record Seam(int attempt, int afterCharacters) {}

    public AttemptRecord {
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    public boolean succeeded() {
        return failureClass == null;
    }
}
