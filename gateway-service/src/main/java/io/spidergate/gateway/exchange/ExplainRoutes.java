package io.spidergate.gateway.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.gateway.admission.AgentTokens;
import io.spidergate.gateway.admission.jwt.JwtVerdicts;
import io.spidergate.gateway.caller.BodyKind;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.caller.FrontDoor;
import io.spidergate.gateway.caller.RequestBodies;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.gateway.protocol.Reading;
import io.spidergate.llm.json.InvalidField;
import io.spidergate.routing.RoutingTable;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `POST /routing/explain`: what would become of a chat request now, by the very function that
/// plans it. Nobody is called, nothing is counted and nothing is charged.
@ApplicationScoped
class ExplainRoutes {

    private final FrontDesk desk;
    private final RequestBodies bodies;
    private final ExchangeRoutes exchanges;
    private final ObjectMapper json;

    ExplainRoutes(
            AgentTokens tokens,
            JwtVerdicts jwts,
            RequestBodies bodies,
            ExchangeRoutes exchanges,
            ObjectMapper json) {
        this.desk = new FrontDesk(tokens, jwts);
        this.bodies = bodies;
        this.exchanges = exchanges;
        this.json = json;
    }

    void register(@Observes Router router) {
        for (String prefix : FrontDoor.PREFIXES) {
            FrontDoor.post(router, prefix + "/routing/explain", this::explain);
        }
    }

    private void explain(RoutingContext routing) {
        Caller caller = Caller.of(routing);
        desk.admit(
                caller,
                routing.request()::getHeader,
                token -> bodies.read(caller, BodyKind.JSON, body -> read(routing, token, body)));
    }

    private void read(RoutingContext routing, AgentToken token, byte[] body) {
        Caller caller = Caller.of(routing);
        switch (Reading.chat(body)) {
            case Reading.Wrong(InvalidField reason) -> caller.send(FrontDesk.error(reason));
            case Reading.Asked asked ->
                    plan(
                            caller,
                            token,
                            asked.request(),
                            ConversationKey.session(routing.request()::getHeader));
        }
    }

    private void plan(
            Caller caller, AgentToken token, AskedRequest request, @Nullable String session) {
        ExchangeRuntime runtime = exchanges.runtime();
        RoutingTable table = runtime.tables().current();
        if (table == null) {
            caller.send(
                    GatewayError.of(
                                    ErrorCode.SERVICE_UNAVAILABLE,
                                    "no routing data has arrived yet")
                            .retryAfter(Duration.ofSeconds(1)));
            return;
        }
        RequestPlan plan =
                RequestPlanner.plan(
                        table,
                        request,
                        token,
                        session,
                        runtime.knowledge(),
                        runtime.clock().instant());
        caller.sendJson(
                200,
                Map.of(),
                written(
                        Explanation.of(
                                table,
                                request,
                                plan,
                                runtime.knowledge(),
                                ConversationKey.told(
                                        request,
                                        token.workspace(),
                                        session,
                                        table.alias(request.model())))));
    }

    private byte[] written(Map<String, Object> explanation) {
        try {
            return json.writeValueAsBytes(explanation);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an explanation cannot be written", e);
        }
    }
}
