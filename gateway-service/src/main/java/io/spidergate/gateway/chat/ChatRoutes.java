package io.spidergate.gateway.chat;

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
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.journal.RequestJournal;
import io.spidergate.gateway.routing.RoutingTables;
import io.spidergate.gateway.upstream.LocalCooldowns;
import io.spidergate.gateway.upstream.UpstreamClient;
import io.spidergate.gateway.upstream.UpstreamConfig;
import io.spidergate.llm.chat.ChatRequest;
import io.spidergate.llm.chat.ParsedChat;
import io.spidergate.llm.json.InvalidField;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// `POST /chat/completions`: admission, body, checks; then an exchange takes over.
@ApplicationScoped
class ChatRoutes {

    static final String SCOPE = "gate:chat";

    private final ChatRuntime runtime;
    private final Admission admission;

    ChatRoutes(
            Vertx vertx,
            AgentTokens tokens,
            RoutingTables tables,
            CredentialLeases leases,
            Allowances allowances,
            RequestJournal journal,
            ChatConfig config,
            GatewayConfig gateway,
            GatewayIdentity identity,
            UpstreamConfig upstream,
            MeterRegistry registry) {
        this.admission = new Admission(tokens);
        this.runtime =
                new ChatRuntime(
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
                        new ChatMetrics(registry));
    }

    void register(@Observes Router router) {
        for (String prefix : FrontDoor.PREFIXES) {
            FrontDoor.post(router, prefix + ExchangeLog.ENDPOINT, this::chat);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        runtime.client().close();
    }

    private void chat(RoutingContext routing) {
        Caller caller = Caller.of(routing);
        ExchangeClock arrival =
                new ExchangeClock(runtime.clock().instant(), runtime.nanoTime().getAsLong());
        String presented = PresentedToken.in(routing.request()::getHeader);
        switch (admission.decide(presented, SCOPE)) {
            case AdmissionDecision.Admitted(AgentToken token) ->
                    RequestBody.read(
                            caller,
                            runtime.config().maxBodyBytes(),
                            body -> parse(routing, caller, token, body, arrival));
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

    private void parse(
            RoutingContext routing,
            Caller caller,
            AgentToken token,
            byte[] body,
            ExchangeClock arrival) {
        String trace = routing.queryParams().get("include_route_trace");
        if (trace != null && !trace.equals("true") && !trace.equals("false")) {
            caller.send(
                    GatewayError.of(
                                    ErrorCode.INVALID_VALUE,
                                    "include_route_trace must be true or false")
                            .about("include_route_trace"));
            return;
        }
        switch (ChatRequest.parse(body)) {
            case ParsedChat.Invalid(InvalidField reason) -> caller.send(error(reason));
            case ParsedChat.Valid(ChatRequest request) -> {
                ExchangeLog log =
                        new ExchangeLog(
                                caller.requestId(),
                                arrival.startedAt(),
                                runtime.nanoTime(),
                                arrival.startedNanos());
                Telling telling = new Telling(runtime, caller, token, request, body, log);
                new ChatExchange(
                                new Exchange(
                                        runtime,
                                        caller,
                                        token,
                                        request,
                                        "true".equals(trace),
                                        log,
                                        telling))
                        .start();
            }
        }
    }

    private static GatewayError error(InvalidField invalid) {
        ErrorCode code = KNOWN.getOrDefault(invalid.code(), ErrorCode.INVALID_VALUE);
        return GatewayError.of(code, invalid.message()).about(invalid.field());
    }

    private static final Map<String, ErrorCode> KNOWN =
            Map.of(
                    ErrorCode.INVALID_JSON.wireName(), ErrorCode.INVALID_JSON,
                    ErrorCode.MISSING_REQUIRED_PARAMETER.wireName(),
                            ErrorCode.MISSING_REQUIRED_PARAMETER,
                    ErrorCode.INVALID_TYPE.wireName(), ErrorCode.INVALID_TYPE,
                    ErrorCode.INVALID_VALUE.wireName(), ErrorCode.INVALID_VALUE);
}
