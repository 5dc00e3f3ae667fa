package io.spidergate.gateway.upstream;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.routing.Capability;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why an attempt did not serve, and what that teaches.
///
/// @param status the upstream's HTTP status; absent where none came
/// @param message for people; safe to show to a caller
/// @param retryAfter the upstream's hint, understood
/// @param refused what the upstream says that it cannot do; no more than its word
public record UpstreamFailure(
        FailureClass kind,
        @Nullable Integer status,
        String message,
        @Nullable Duration retryAfter,
        @Nullable RefusedCapability refused) {

    public UpstreamFailure(
            FailureClass kind,
            @Nullable Integer status,
            String message,
            @Nullable Duration retryAfter) {
        this(kind, status, message, retryAfter, null);
    }

    public static UpstreamFailure of(FailureClass kind, String message) {
        return new UpstreamFailure(kind, null, message, null);
    }

    public UpstreamFailure withStatus(int seen) {
        return new UpstreamFailure(kind, seen, message, retryAfter, refused);
    }

    public UpstreamFailure as(FailureClass other) {
        return new UpstreamFailure(other, status, message, retryAfter, null);
    }

    /// The same as far as it is believed: nobody has refused what was not asked for.
    ///
    /// @param uses what the request made use of
    public UpstreamFailure believedOf(Set<Capability> uses) {
        if (refused == null) {
            return this;
        }
        return refused.among(uses) == null
                ? as(kind)
                : new UpstreamFailure(
                        FailureClass.CAPABILITY_MISSING, status, message, null, refused);
    }

    /// What the deployment lacks, whatever else is asked for; null where it was not said, was not
    /// believed, or holds of a combination alone.
    public @Nullable Capability lacking(Set<Capability> uses) {
        return kind == FailureClass.CAPABILITY_MISSING && refused != null && refused.alone()
                ? refused.among(uses)
                : null;
    }
}
