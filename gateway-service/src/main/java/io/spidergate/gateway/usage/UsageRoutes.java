package io.spidergate.gateway.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spidergate.contracts.Problem;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.BillingApi;
import io.spidergate.contracts.billing.SpendReport;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.gateway.admission.AgentTokens;
import io.spidergate.gateway.allowance.BillingConfig;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.caller.FrontDoor;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.exchange.FrontDesk;
import io.spidergate.identity.ServiceClients;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// `GET /usage`: what the calling token has used.
@ApplicationScoped
class UsageRoutes {

    private static final Logger LOG = Logger.getLogger(UsageRoutes.class);
    private static final String SCOPE = "gate:usage";
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

    private final Vertx vertx;
    private final FrontDesk desk;
    private final BillingApi billing;

    UsageRoutes(Vertx vertx, AgentTokens tokens, ServiceClients clients, BillingConfig config) {
        this.vertx = vertx;
        this.desk = new FrontDesk(tokens, SCOPE);
        this.billing = clients.client(BillingApi.class, config.url(), ServiceName.BILLING);
    }

    void register(@Observes Router router) {
        for (String prefix : FrontDoor.PREFIXES) {
            FrontDoor.get(router, prefix + "/usage", this::usage);
        }
    }

    private void usage(RoutingContext routing) {
        Caller caller = Caller.of(routing);
        String from = routing.queryParams().get("from");
        String to = routing.queryParams().get("to");
        desk.admit(
                caller,
                routing.request()::getHeader,
                token ->
                        vertx.executeBlocking(
                                        () -> billing.spendOfToken(token.tokenRef(), from, to),
                                        false)
                                .onSuccess(spend -> send(caller, token, spend))
                                .onFailure(fault -> caller.send(told(fault))));
    }

    private static void send(Caller caller, AgentToken token, SpendReport spend) {
        try {
            caller.sendJson(200, Map.of(), JSON.writeValueAsBytes(UsageAnswer.of(token, spend)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GatewayError told(Throwable fault) {
        Problem problem = problem(fault);
        if (problem != null) {
            return GatewayError.of(ErrorCode.INVALID_VALUE, problem.message())
                    .about(String.valueOf(problem.field()));
        }
        if (!(fault instanceof ProcessingException)) {
            LOG.error("billing did not tell usage", fault);
        }
        return GatewayError.of(ErrorCode.SERVICE_UNAVAILABLE, "usage cannot be read at the moment")
                .retryAfter(RETRY);
    }

    /// What was wrong with the range.
    private static @Nullable Problem problem(Throwable fault) {
        return fault instanceof WebApplicationException refused
                        && refused.getResponse().getStatus() == 400
                ? refused.getResponse().readEntity(Problem.class)
                : null;
    }
}
