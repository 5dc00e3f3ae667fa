package io.spidergate.gateway.exchange;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.gateway.admission.AgentTokens;
import io.spidergate.gateway.admission.jwt.JwtVerdicts;
import io.spidergate.gateway.allowance.Allowances;
import io.spidergate.gateway.cache.CacheKey;
import io.spidergate.gateway.cache.Keeping;
import io.spidergate.gateway.cache.ResponseCache;
import io.spidergate.gateway.caller.BodyKind;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.caller.FrontDoor;
import io.spidergate.gateway.caller.RequestBodies;
import io.spidergate.gateway.credential.CredentialLeases;
import io.spidergate.gateway.credential.GatewayIdentity;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.ErrorForm;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.journal.RequestJournal;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.gateway.protocol.Reading;
import io.spidergate.gateway.quota.PoolQuotas;
import io.spidergate.gateway.routing.RoutingTables;
import io.spidergate.gateway.upstream.LocalCooldowns;
import io.spidergate.gateway.upstream.UpstreamClient;
import io.spidergate.gateway.upstream.UpstreamConfig;
import io.spidergate.llm.json.InvalidField;
import io.spidergate.routing.RoutingTable;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The ways in, one for each protocol: admission, body, checks; then an exchange takes over.
@ApplicationScoped
class ExchangeRoutes {

    private static final String BETA = "anthropic-beta";
    private static final byte[] NOTHING = {};

    /// One way in.
    ///
    /// @param errors as the clients of this protocol read them
    private record Door(
            ErrorForm errors, BodyKind kind, BiFunction<RoutingContext, byte[], Reading> reading) {

        static Door json(BiFunction<RoutingContext, byte[], Reading> reading) {
            return new Door(ErrorForm.OPENAI, BodyKind.JSON, reading);
        }
    }

    private static final Map<String, Function<byte[], Reading>> OPENAI =
            Map.of(
                    "/chat/completions", Reading::chat,
                    "/responses", Reading::responses,
                    "/completions", Reading::completions,
                    "/embeddings", Reading::embeddings,
                    "/moderations", Reading::moderations,
                    "/images/generations", Reading::images,
                    "/audio/speech", Reading::speech);

    private final ExchangeRuntime runtime;
    private final FrontDesk desk;
    private final RequestBodies bodies;

    /// @param registry the one that is read; the composite above it walks all registries for each
    ///   count
    ExchangeRoutes(
            Vertx vertx,
            AgentTokens tokens,
            JwtVerdicts jwts,
            RoutingTables tables,
            CredentialLeases leases,
            Allowances allowances,
            PoolQuotas quotas,
            RequestJournal journal,
            RequestConfig config,
            RequestBodies bodies,
            GatewayConfig gateway,
            GatewayIdentity identity,
            UpstreamConfig upstream,
            ResponseCache cache,
            PrometheusMeterRegistry registry) {
        this.desk = new FrontDesk(tokens, jwts);
        this.bodies = bodies;
        this.runtime =
                new ExchangeRuntime(
                        vertx,
                        tables,
                        leases,
                        allowances,
                        journal,
                        new LocalCooldowns(identity.id()),
                        quotas,
                        new UpstreamClient(vertx, upstream),
                        config,
                        upstream.maxAnswerBytes(),
                        gateway.capture(),
                        identity.id(),
                        Clock.systemUTC(),
                        System::nanoTime,
                        cache,
                        new TokenScales(),
                        new ExchangeMetrics(registry));
    }

    void register(@Observes Router router) {
        for (String prefix : FrontDoor.PREFIXES) {
            OPENAI.forEach((path, reading) ->
                    door(router, prefix + path, Door.json((_, body) -> reading.apply(body))));
            door(
                    router,
                    prefix + "/audio/transcriptions",
                    new Door(
                            ErrorForm.OPENAI,
                            BodyKind.FORM,
                            (routing, body) ->
                                    Reading.transcriptions(
                                            routing.request().getHeader("content-type"), body)));
            door(
                    router,
                    prefix + "/messages",
                    new Door(ErrorForm.ANTHROPIC, BodyKind.JSON, ExchangeRoutes::messages));
        }
        FrontDoor.postMatching(
                router,
                GenerateContentPath.pattern(
                        GenerateContentPath.PLAIN + "|" + GenerateContentPath.STREAM),
                this::generateContent);
    }

    ExchangeRuntime runtime() {
        return runtime;
    }

    /// What the caller unlocks by a header is unlocked for its provider too, where that is
    /// Anthropic.
    private static Reading messages(RoutingContext routing, byte[] body) {
        String beta = routing.request().getHeader(BETA);
        return Reading.messages(body, beta == null ? Map.of() : Map.of(BETA, beta));
    }

    void stop(@Observes ShutdownEvent event) {
        runtime.client().close();
    }

    private void door(Router router, String path, Door door) {
        FrontDoor.post(router, path, routing -> enter(routing, door));
    }

    private void enter(RoutingContext routing, Door door) {
        Caller caller = Caller.of(routing);
        caller.readsErrorsAs(door.errors());
        ExchangeClock arrival = arrival();
        desk.admit(
                caller,
                routing.request()::getHeader,
                token ->
                        bodies.read(
                                caller,
                                door.kind(),
                                body -> read(routing, token, body, arrival, door)));
    }

    private void generateContent(RoutingContext routing) {
        GenerateContentPath path = GenerateContentPath.of(routing.normalizedPath());
        if (path.stream() && !"sse".equals(routing.queryParams().get("alt"))) {
            Caller caller = Caller.of(routing);
            caller.readsErrorsAs(ErrorForm.GOOGLE);
            caller.sendWithoutReading(
                    GatewayError.of(
                                    ErrorCode.INVALID_VALUE,
                                    "alt must be sse: an answer is streamed as events only")
                            .about("alt"));
            return;
        }
        enter(
                routing,
                new Door(
                        ErrorForm.GOOGLE,
                        BodyKind.JSON,
                        (_, body) -> Reading.generateContent(path.model(), path.stream(), body)));
    }

    private ExchangeClock arrival() {
        return new ExchangeClock(runtime.clock().instant(), runtime.nanoTime().getAsLong());
    }

    private void read(
            RoutingContext routing,
            AgentToken token,
            byte[] body,
            ExchangeClock arrival,
            Door door) {
        Caller caller = Caller.of(routing);
        String trace = routing.queryParams().get("include_route_trace");
        if (trace != null && !trace.equals("true") && !trace.equals("false")) {
            caller.send(
                    GatewayError.of(
                                    ErrorCode.INVALID_VALUE,
                                    "include_route_trace must be true or false")
                            .about("include_route_trace"));
            return;
        }
        switch (door.reading().apply(routing, body)) {
            case Reading.Wrong(InvalidField reason) -> caller.send(FrontDesk.error(reason));
            case Reading.Asked asked ->
                    open(
                            caller,
                            token,
                            asked.request(),
                            ConversationKey.session(routing.request()::getHeader),
                            captured(token, asked, body),
                            arrival,
                            "true".equals(trace),
                            keeping(routing, token, asked, body));
        }
    }

    /// What is not captured is not held for as long as the answer takes.
    private byte[] captured(AgentToken token, Reading.Asked asked, byte[] body) {
        return runtime.captureOf(token) == Capture.FULL ? asked.described(body) : NOTHING;
    }

    private @Nullable Keeping keeping(
            RoutingContext routing, AgentToken token, Reading.Asked asked, byte[] body) {
        AskedRequest request = asked.request();
        Duration ttl = runtime.cache().ttl(request.options(), ofAlias(request.model()));
        return ttl == null
                ? null
                : new Keeping(
                        runtime.cache(),
                        CacheKey.of(
                                token.workspace(),
                                asked.described(body),
                                request.endpoint(),
                                request.model(),
                                request.stream() ? "stream" : "plain",
                                routing.request().getHeader(BETA)),
                        ttl);
    }

    private @Nullable Duration ofAlias(String model) {
        RoutingTable table = runtime.tables().current();
        return table == null ? null : AliasTerms.cacheTtl(table.alias(model));
    }

    private void open(
            Caller caller,
            AgentToken token,
            AskedRequest request,
            @Nullable String session,
            byte[] captured,
            ExchangeClock arrival,
            boolean wantsTrace,
            @Nullable Keeping keeping) {
        ExchangeLog log =
                new ExchangeLog(
                        caller.requestId(),
                        arrival.startedAt(),
                        runtime.nanoTime(),
                        arrival.startedNanos());
        Telling telling = new Telling(runtime, caller, token, request, captured, log);
        new Opening(
                        new Exchange(
                                runtime,
                                caller,
                                token,
                                request,
                                session,
                                wantsTrace,
                                log,
                                telling,
                                keeping))
                .start();
    }
}
