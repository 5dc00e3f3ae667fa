package io.spidergate.dashboard.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.faulttolerance.api.Guard;
import io.spidergate.contracts.Problem;
import io.spidergate.contracts.billing.BillingApi;
import io.spidergate.contracts.routing.RouterApi;
import io.spidergate.contracts.traces.TracesApi;
import io.spidergate.contracts.vault.InviteApi;
import io.spidergate.contracts.vault.VaultApi;
import io.spidergate.dashboard.DashboardConfig;
import io.spidergate.identity.ServiceClients;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.logging.Logger;

/// Asks the other services, side by side, each within the time that a page has.
@Singleton
public final class HttpPeers {

    private static final Logger LOG = Logger.getLogger(HttpPeers.class);

    private static final int SERVER_ERROR = 500;

    /// Longer than a client waits for its answer.
    private static final Duration LINK_TIMEOUT = Duration.ofSeconds(20);

    private final TracesApi traces;
    private final BillingApi billing;
    private final RouterApi router;
    private final VaultApi vault;
    private final InviteApi links;
    private final ObjectMapper json;
    private final Map<Peer, Guard> guards = new EnumMap<>(Peer.class);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    HttpPeers(
            ServiceClients clients,
            PeerAddresses.Traces tracesAddress,
            PeerAddresses.Billing billingAddress,
            PeerAddresses.Router routerAddress,
            PeerAddresses.Vault vaultAddress,
            DashboardConfig config,
            ObjectMapper json) {
        this.json = json;
        traces = client(clients, TracesApi.class, tracesAddress.url(), Peer.TRACES);
        billing = client(clients, BillingApi.class, billingAddress.url(), Peer.BILLING);
        router = client(clients, RouterApi.class, routerAddress.url(), Peer.ROUTER);
        vault = client(clients, VaultApi.class, vaultAddress.url(), Peer.VAULT);
        links = client(clients, InviteApi.class, vaultAddress.url(), Peer.LINKS);
        for (Peer peer : Peer.values()) {
            guards.put(peer, guard(peer == Peer.LINKS ? LINK_TIMEOUT : config.peerTimeout()));
        }
    }

    private static <T> T client(ServiceClients clients, Class<T> api, URI address, Peer peer) {
        return clients.client(api, address, peer.service());
    }

    private static Guard guard(Duration timeout) {
        return Guard.create()
                .withTimeout()
                .duration(timeout.toMillis(), ChronoUnit.MILLIS)
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(8)
                .failureRatio(0.75)
                .delay(2, ChronoUnit.SECONDS)
                // A service that declines is alive.
                .when(failure -> !isRefusal(failure))
                .done()
                .build();
    }

    /// Starts to ask; the page does something else meanwhile.
    public <T> Asked<T> traces(Function<TracesApi, T> question) {
        return ask(Peer.TRACES, traces, question);
    }

    public <T> Asked<T> billing(Function<BillingApi, T> question) {
        return ask(Peer.BILLING, billing, question);
    }

    public <T> Asked<T> router(Function<RouterApi, T> question) {
        return ask(Peer.ROUTER, router, question);
    }

    public <T> Asked<T> vault(Function<VaultApi, T> question) {
        return ask(Peer.VAULT, vault, question);
    }

    public <T> Asked<T> links(Function<InviteApi, T> question) {
        return ask(Peer.LINKS, links, question);
    }

    private <A, T> Asked<T> ask(Peer peer, A api, Function<A, T> question) {
        Future<Answer<T>> future = executor.submit(() -> answer(peer, api, question));
        return new Asked<>(peer, future);
    }

    @SuppressWarnings("unchecked") // the guard returns what the question returned
    private <A, T> Answer<T> answer(Peer peer, A api, Function<A, T> question) {
        try {
            Guard guard = Objects.requireNonNull(guards.get(peer));
            return new Answer.Given<>((T) guard.call(() -> question.apply(api), Object.class));
        } catch (WebApplicationException e) {
            return isRefusal(e)
                    ? new Answer.Refused<>(peer, e.getResponse().getStatus(), problem(e))
                    : away(peer, "it answered " + e.getResponse().getStatus(), e);
        } catch (TimeoutException e) {
            return away(peer, "it took too long", e);
        } catch (CircuitBreakerOpenException e) {
            return away(peer, "it has failed again and again; asking again in a moment", e);
        } catch (Exception e) {
            return away(peer, "no connection", e);
        }
    }

    private static <T> Answer<T> away(Peer peer, String reason, Exception e) {
        LOG.warnf("%s: %s (%s)", peer.service(), reason, e.getMessage());
        return new Answer.Away<>(peer, reason);
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < SERVER_ERROR;
    }

    private Problem problem(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        Problem unknown = Problem.of("status_" + status, "it answered " + status);
        try {
            Problem problem =
                    json.readValue(e.getResponse().readEntity(String.class), Problem.class);
            return problem == null || problem.message() == null ? unknown : problem;
        } catch (JsonProcessingException | RuntimeException unreadable) {
            LOG.debugf("answer %d without a problem: %s", status, unreadable.getMessage());
            return unknown;
        }
    }
}
