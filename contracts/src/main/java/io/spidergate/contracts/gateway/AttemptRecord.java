package io.spidergate.contracts.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.Capability;
import java.util.List;
import java.util.Set;
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
/// @param uses what it made use of beyond plain words, so that a success proves it; empty where
///   some of the request was left out
/// @param lacking what the provider said that it cannot do, where that was believed and holds
///   whatever else is asked for; absent but for `CAPABILITY_MISSING`
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
        @Nullable Seam seam,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Capability> uses,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Capability lacking) {

    /// Where one attempt's words end and another's begin.
    ///
    /// @param attempt whose answer broke off
    /// @param afterCharacters how much of the answer the caller had then
    public record Seam(int attempt, int afterCharacters) {}

    public AttemptRecord {
        notes = notes == null ? List.of() : List.copyOf(notes);
        uses = uses == null ? Set.of() : Set.copyOf(uses);
    }

    /// Of an attempt that asked for plain words.
    public AttemptRecord(
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
        this(
                number,
                deployment,
                provider,
                account,
                credential,
                upstreamModel,
                startedUs,
                headersUs,
                firstContentUs,
                endedUs,
                httpStatus,
                failureClass,
                failureMessage,
                retryAfterMs,
                usage,
                cost,
                notes,
                seam,
                Set.of(),
                null);
    }

    /// The same, with what it asked for.
    public AttemptRecord using(Set<Capability> asked, @Nullable Capability refused) {
        return new AttemptRecord(
                number,
                deployment,
                provider,
                account,
                credential,
                upstreamModel,
                startedUs,
                headersUs,
                firstContentUs,
                endedUs,
                httpStatus,
                failureClass,
                failureMessage,
                retryAfterMs,
                usage,
                cost,
                notes,
                seam,
                asked,
                refused);
    }

    public boolean succeeded() {
        return failureClass == null;
    }
}
