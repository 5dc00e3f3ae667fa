package io.spidergate.gateway.admission.jwt;

import java.time.Duration;
import java.time.Instant;

/// What is known of a JWT that was shown.
public sealed interface JwtVerdict {

    /// Signed by its issuer, for this gateway, and in its time.
    record Verified(JwtFacts facts) implements JwtVerdict {}

    /// It was all that, until then.
    record Expired(Instant since) implements JwtVerdict {}

    record Refused(JwtFault fault) implements JwtVerdict {}

    /// Nobody can say at the moment.
    ///
    /// @param reason for whoever waits
    record Undecided(String reason, Duration retryAfter) implements JwtVerdict {}
}
