package io.spidergate.gateway.exchange;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.gateway.admission.Admission;
import io.spidergate.gateway.admission.AdmissionDecision;
import io.spidergate.gateway.admission.AgentTokens;
import io.spidergate.gateway.admission.PresentedToken;
import io.spidergate.gateway.allowance.Allowances;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.caller.FrontDoor;
import io.spidergate.gateway.caller.RequestBody;
import io.spidergate.gateway.credential.CredentialLeases;
import io.spidergate.gateway.credential.GatewayIdentity;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.ErrorForm;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.journal.RequestJournal;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.gateway.protocol.Reading;
import io.spidergate.gateway.routing.RoutingTables;
import io.spidergate.gateway.upstream.LocalCooldowns;
import io.spidergate.gateway.upstream.UpstreamClient;
import io.spidergate.gateway.upstream.UpstreamConfig;
import io.spidergate.llm.json.InvalidField;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// The ways in, one for each protocol: admission, body, checks; then an exchange takes over.
@ApplicationScoped
class ExchangeRoutes {

    static final String SCOPE = "gate:chat";

    private final ExchangeRuntime runtime;
    private final Admission admission;

    ExchangeRoutes(
            Vertx vertx,
            AgentTokens tokens,
            RoutingTables tables,
            CredentialLeases leases,
            Allowances allowances,
            RequestJournal journal,
            RequestConfig config,
            GatewayConfig gateway,
            GatewayIdentity identity,
            UpstreamConfig upstream,
            MeterRegistry registry) {
        this.admission = new Admission(tokens);
        this.runtime =
                new ExchangeRuntime(
                        vertx,
                        tables,
                        leases,
                        allowances,
                        journal,
                        new LocalCooldowns(),
                        new UpstreamClient(vertx, upstream),
                        config,
                        upstream.maxAnswerBytes(),
                        gateway.capture(),
                        identity.id(),
                        Clock.systemUTC(),
                        System::nanoTime,
                        new ExchangeMetrics(registry));
    }

    void register(@Observes Router router) {
        for (String prefix : FrontDoor.PREFIXES) {
            door(router, prefix + "/chat/completions", ErrorForm.OPENAI, Reading::chat);
            door(router, prefix + "/responses", ErrorForm.OPENAI, Reading::responses);
        }
    }

    private void door(
            Router router, String path, ErrorForm errors, Function<byte[], Reading> reading) {
        FrontDoor.post(router, path, routing -> admit(routing, errors, reading));
    }

    private void admit(
            RoutingContext routing, ErrorForm errors, Function<byte[], Reading> reading) {
        Caller caller = Caller.of(routing);
        caller.readsErrorsAs(errors);
        ExchangeClock arrival =
                new ExchangeClock(runtime.clock().instant(), runtime.nanoTime().getAsLong());
        String presented = PresentedToken.in(routing.request()::getHeader);
        switch (admission.decide(presented, SCOPE)) {
            case AdmissionDecision.Admitted(AgentToken token) ->
                    RequestBody.read(
                            caller,
                            runtime.config().maxBodyBytes(),
                            body ->
                                    read(
                                            routing, caller, token, body, arrival, reading));
            case AdmissionDecision.NoToken() ->
                    caller.sendWithoutReading(GatewayError.of(ErrorCode.MISSING_API_KEY));
            case AdmissionDecision.MalformedToken() ->
                    caller.sendWithoutReading(GatewayError.of(ErrorCode.INVALID_TOKEN_FORMAT));
            case AdmissionDecision.InvalidToken() ->
                    caller.sendWithoutReading(GatewayError.of(ErrorCode.INVALID_API_KEY));
            case AdmissionDecision.ScopeMissing(String scope) ->
                    caller.sendWithoutReading(GatewayError.of(ErrorCode.INSUFFICIENT_SCOPE, scope));
            case AdmissionDecision.NotReady() ->
                    caller.sendWithoutReading(
                            GatewayError.of(
                                            ErrorCode.SERVICE_UNAVAILABLE,
                                            "the agent tokens are still being read")
                                    .retryAfter(Duration.ofSeconds(1)));
        }
    }

    private void read(
            RoutingContext routing,
            Caller caller,
            AgentToken token,
            byte[] body,
            ExchangeClock arrival,
            Function<byte[], Reading> reading) {
        String trace = routing.queryParams().get("include_route_trace");
        if (trace != null && !trace.equals("true") && !trace.equals("false")) {
            caller.send(
                    GatewayError.of(
                                    ErrorCode.INVALID_VALUE,
                                    "include_route_trace must be true or false")
                            .about("include_route_trace"));
            return;
        }
        switch (reading.apply(body)) {
            case Reading.Wrong(InvalidField reason) -> caller.send(error(reason));
            case Reading.Asked(AskedRequest request) ->
                    open(caller, token, request, body, arrival, "true".equals(trace));
        }
    }

    private void open(
            Caller caller,
            AgentToken token,
            AskedRequest request,
            byte[] body,
            ExchangeClock arrival,
            boolean wantsTrace) {
        ExchangeLog log =
                new ExchangeLog(
                        caller.requestId(),
                        arrival.startedAt(),
                        runtime.nanoTime(),
                        arrival.startedNanos());
        Telling telling = new Telling(runtime, caller, token, request, body, log);
        new Opening(new Exchange(runtime, caller, token, request, wantsTrace, log, telling))
                .start();
    }

    private static GatewayError error(InvalidField wrong) {
        if (wrong.code().equals(ErrorCode.UNSUPPORTED_PARAMETER.wireName())) {
            return GatewayError.of(
                            ErrorCode.UNSUPPORTED_PARAMETER, wrong.field(), wrong.message())
                    .about(wrong.field());
        }
        ErrorCode code = KNOWN.getOrDefault(wrong.code(), ErrorCode.INVALID_VALUE);
        return GatewayError.of(code, wrong.message()).about(wrong.field());
    }

    private static final Map<String, ErrorCode> KNOWN =
            Map.of(
                    ErrorCode.INVALID_JSON.wireName(), ErrorCode.INVALID_JSON,
                    ErrorCode.MISSING_REQUIRED_PARAMETER.wireName(),
                            ErrorCode.MISSING_REQUIRED_PARAMETER,
                    ErrorCode.INVALID_TYPE.wireName(), ErrorCode.INVALID_TYPE,
                    ErrorCode.INVALID_VALUE.wireName(), ErrorCode.INVALID_VALUE);
}
