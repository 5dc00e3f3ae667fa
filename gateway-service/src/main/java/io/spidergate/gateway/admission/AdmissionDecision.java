package io.spidergate.gateway.admission;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.gateway.admission.jwt.JwtFault;
import java.time.Duration;
import java.time.Instant;

/// Whether a caller may come in.
public sealed interface AdmissionDecision {

    record Admitted(AgentToken token) implements AdmissionDecision {}

    record NoToken() implements AdmissionDecision {}

    record MalformedToken() implements AdmissionDecision {}

    /// Unknown, wrong or revoked: which of them is told to nobody.
    record InvalidToken() implements AdmissionDecision {}

    /// The right token, and too late.
    record Expired(Instant since) implements AdmissionDecision {}

    /// The right token, for a while not to be used.
    record Paused() implements AdmissionDecision {}

    record ScopeMissing(String scope) implements AdmissionDecision {}

    /// A JWT that lets nobody in.
    record UnacceptedJwt(JwtFault fault) implements AdmissionDecision {}

    /// A good JWT, and too late.
    record ExpiredJwt(Instant since) implements AdmissionDecision {}

    /// Nobody can say at the moment whether the JWT is good.
    record Undecided(String reason, Duration retryAfter) implements AdmissionDecision {}

    /// The token is unheard of, but not everything has been heard yet.
    record NotReady() implements AdmissionDecision {}
}
