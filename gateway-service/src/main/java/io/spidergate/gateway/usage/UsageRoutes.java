package io.spidergate.gateway.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spidergate.contracts.Problem;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.BillingApi;
import io.spidergate.contracts.billing.BudgetApi;
import io.spidergate.contracts.billing.SpendReport;
import io.spidergate.contracts.billing.UsageApi;
import io.spidergate.contracts.billing.UsageReport;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.gateway.admission.AgentTokens;
import io.spidergate.gateway.admission.jwt.JwtVerdicts;
import io.spidergate.gateway.allowance.BillingConfig;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.caller.FrontDoor;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.exchange.FrontDesk;
import io.spidergate.identity.ServiceClients;
import io.vertx.core.MultiMap;
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
    private static final int GROUPS = 100;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

    private final Vertx vertx;
    private final FrontDesk desk;
    private final BillingApi billing;
    private final UsageApi usage;
    private final BudgetApi budgets;

    UsageRoutes(
            Vertx vertx,
            AgentTokens tokens,
            JwtVerdicts jwts,
            ServiceClients clients,
            BillingConfig config) {
        this.vertx = vertx;
        this.desk = new FrontDesk(tokens, jwts, SCOPE);
        this.billing = clients.client(BillingApi.class, config.url(), ServiceName.BILLING);
        this.usage = clients.client(UsageApi.class, config.url(), ServiceName.BILLING);
        this.budgets = clients.client(BudgetApi.class, config.url(), ServiceName.BILLING);
    }

    void register(@Observes Router router) {
        for (String prefix : FrontDoor.PREFIXES) {
            FrontDoor.get(router, prefix + "/usage", this::usage);
        }
    }

    private void usage(RoutingContext routing) {
        Caller caller = Caller.of(routing);
        Asked asked = Asked.in(routing.queryParams());
        desk.admit(
                caller,
                routing.request()::getHeader,
                token ->
                        vertx.executeBlocking(() -> answer(token, asked), false)
                                .onSuccess(answer -> send(caller, answer))
                                .onFailure(fault -> caller.send(told(fault))));
    }

    /// @param bucket `hour` or `day`
    /// @param compare also the range right before
    private record Asked(
            @Nullable String from, @Nullable String to, String bucket, boolean compare) {

        static Asked in(MultiMap query) {
            String bucket = query.get("bucket");
            return new Asked(
                    query.get("from"),
                    query.get("to"),
                    bucket == null ? "day" : bucket,
                    "true".equals(query.get("compare")));
        }
    }

    private UsageAnswer answer(AgentToken token, Asked asked) {
        SpendReport spend = billing.spendOfToken(token.tokenRef(), asked.from(), asked.to());
        UsageReport used =
                usage.usage(
                        spend.from().toString(),
                        spend.to().toString(),
                        asked.bucket(),
                        asked.compare(),
                        token.workspace().value(),
                        token.agent().value(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        GROUPS);
        return UsageAnswer.of(token, spend, used, budgets.budgetsOf(token.tokenRef()));
    }

    private static void send(Caller caller, UsageAnswer answer) {
        try {
            caller.sendJson(200, Map.of(), JSON.writeValueAsBytes(answer));
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
