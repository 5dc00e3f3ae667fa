package io.spidergate.gateway.exchange;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.gateway.admission.Admission;
import io.spidergate.gateway.admission.AdmissionDecision;
import io.spidergate.gateway.admission.AgentTokens;
import io.spidergate.gateway.admission.PresentedToken;
import io.spidergate.gateway.admission.jwt.JwtFault;
import io.spidergate.gateway.admission.jwt.JwtVerdicts;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.llm.json.InvalidField;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Lets callers in, or tells them why not: what all ways in have in common.
public final class FrontDesk {

    private static final Logger LOG = Logger.getLogger(FrontDesk.class);

    static final String SCOPE = "gate:chat";

    private static final Map<String, ErrorCode> CODES =
            Map.of(
                    ErrorCode.INVALID_JSON.wireName(), ErrorCode.INVALID_JSON,
                    ErrorCode.MISSING_REQUIRED_PARAMETER.wireName(),
                            ErrorCode.MISSING_REQUIRED_PARAMETER,
                    ErrorCode.INVALID_TYPE.wireName(), ErrorCode.INVALID_TYPE,
                    ErrorCode.INVALID_VALUE.wireName(), ErrorCode.INVALID_VALUE);

    private final Admission admission;
    private final String scope;

    FrontDesk(AgentTokens tokens, JwtVerdicts jwts) {
        this(tokens, jwts, SCOPE);
    }

    /// @param scope that a token must have to come in here
    public FrontDesk(AgentTokens tokens, JwtVerdicts jwts, String scope) {
        this.admission = new Admission(tokens, jwts, Clock.systemUTC());
        this.scope = scope;
    }

    /// @param header of the request by its lower-case name, or null
    /// @param then hears of the agent, where it may come in
    public void admit(
            Caller caller, Function<String, @Nullable String> header, Consumer<AgentToken> then) {
        String presented = PresentedToken.in(header);
        if (presented == null || !admission.isJwt(presented)) {
            admit(caller, admission.decide(presented, scope), then);
            return;
        }
        caller.whenDoneUnread(
                admission.decideJwt(presented, scope),
                (decision, defect) -> {
                    if (decision != null) {
                        admit(caller, decision, then);
                    } else {
                        LOG.errorf(defect, "request %s met a defect", caller.requestId());
                        refuse(caller, ErrorCode.INTERNAL_ERROR, caller.requestId().value());
                    }
                });
    }

    private static void admit(
            Caller caller, AdmissionDecision decision, Consumer<AgentToken> then) {
        switch (decision) {
            case AdmissionDecision.Admitted(AgentToken token) -> then.accept(token);
            case AdmissionDecision.NoToken() -> refuse(caller, ErrorCode.MISSING_API_KEY);
            case AdmissionDecision.MalformedToken() ->
                    refuse(caller, ErrorCode.INVALID_TOKEN_FORMAT);
            case AdmissionDecision.InvalidToken() -> refuse(caller, ErrorCode.INVALID_API_KEY);
            case AdmissionDecision.Expired(Instant since) ->
                    refuse(caller, ErrorCode.EXPIRED_API_KEY, since);
            case AdmissionDecision.Paused() -> refuse(caller, ErrorCode.PAUSED_API_KEY);
            case AdmissionDecision.ScopeMissing(String missing) ->
                    refuse(caller, ErrorCode.INSUFFICIENT_SCOPE, missing);
            case AdmissionDecision.UnacceptedJwt(JwtFault fault) ->
                    refuse(caller, ErrorCode.INVALID_TOKEN, fault.words());
            case AdmissionDecision.ExpiredJwt(Instant since) ->
                    refuse(caller, ErrorCode.EXPIRED_TOKEN, since);
            case AdmissionDecision.Undecided(String reason, Duration retryAfter) ->
                    later(caller, reason, retryAfter);
            case AdmissionDecision.NotReady() ->
                    later(caller, "the agent tokens are still being read", Duration.ofSeconds(1));
        }
    }

    private static void later(Caller caller, String reason, Duration retryAfter) {
        caller.sendWithoutReading(
                GatewayError.of(ErrorCode.SERVICE_UNAVAILABLE, reason).retryAfter(retryAfter));
    }

    private static void refuse(Caller caller, ErrorCode code, Object... gaps) {
        caller.sendWithoutReading(GatewayError.of(code, gaps));
    }

    /// What a caller is told of a body that may not be sent to anyone.
    static GatewayError error(InvalidField wrong) {
        if (wrong.code().equals(ErrorCode.UNSUPPORTED_PARAMETER.wireName())) {
            return GatewayError.of(ErrorCode.UNSUPPORTED_PARAMETER, wrong.field(), wrong.message())
                    .about(wrong.field());
        }
        ErrorCode code = CODES.getOrDefault(wrong.code(), ErrorCode.INVALID_VALUE);
        return GatewayError.of(code, wrong.message()).about(wrong.field());
    }
}
