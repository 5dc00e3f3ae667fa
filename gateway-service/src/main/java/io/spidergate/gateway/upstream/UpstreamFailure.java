package io.spidergate.gateway.upstream;

import io.spidergate.contracts.gateway.FailureClass;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why an attempt did not serve, and what that teaches.
///
/// @param status the upstream's HTTP status; absent where none came
/// @param message for people; safe to show to a caller
/// @param retryAfter the upstream's hint, understood
public record UpstreamFailure(
        FailureClass kind,
        @Nullable Integer status,
        String message,
        @Nullable Duration retryAfter) {

    public static UpstreamFailure of(FailureClass kind, String message) {
        return new UpstreamFailure(kind, null, message, null);
    }

    public UpstreamFailure withStatus(int seen) {
        return new UpstreamFailure(kind, seen, message, retryAfter);
    }

    public UpstreamFailure as(FailureClass other) {
        return new UpstreamFailure(other, status, message, retryAfter);
    }
}
