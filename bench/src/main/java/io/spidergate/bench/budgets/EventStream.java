package io.spidergate.bench.budgets;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.RequestId;
import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Events as a bad day delivers them: out of order, and some of them twice. Pure: the same seed
/// tells the same.
final class EventStream {

    /// How far an event can come from its place.
    private static final int WINDOW = 2_000;

    /// One in so many is told twice.
    private static final int TOLD_AGAIN = 20;

    private static final int MOST_NANO_USD = 20_000_000;
    private static final DeploymentId CHOSEN = new DeploymentId("dep_bench:default:m");
    private static final PlanRecord PLAN =
            new PlanRecord(
                    17,
                    "spideriq/coding",
                    List.of(CHOSEN, new DeploymentId("dep_other:default:m")),
                    List.of(
                            new ExclusionRecord(
                                    new DeploymentId("dep_third:default:m"),
                                    "no_credential",
                                    "no credential for third")));

    private final SplittableRandom random;
    private final long events;
    private final List<Spender> spenders;
    private final Instant startedAt;
    private final List<RequestEvent> waiting = new ArrayList<>(WINDOW + 1);
    private long made;
    private long nanoUsd;
    private long repeated;

    /// Whose requests they are.
    record Spender(String tokenRef, String grantId) {}

    EventStream(long seed, long events, List<Spender> spenders, Instant startedAt) {
        this.random = new SplittableRandom(seed);
        this.events = events;
        this.spenders = List.copyOf(spenders);
        this.startedAt = startedAt;
    }

    /// The next delivery; empty when all was delivered.
    Optional<RequestEvent> next() {
        while (made < events && waiting.size() < WINDOW) {
            RequestEvent event = make();
            waiting.add(event);
            if (random.nextInt(TOLD_AGAIN) == 0) {
                waiting.add(event);
                repeated++;
            }
        }
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        int chosen = random.nextInt(waiting.size());
        RequestEvent delivered = waiting.get(chosen);
        waiting.set(chosen, waiting.getLast());
        waiting.removeLast();
        return Optional.of(delivered);
    }

    /// What all events made so far cost, each counted once.
    long nanoUsd() {
        return nanoUsd;
    }

    long repeated() {
        return repeated;
    }

    private RequestEvent make() {
        made++;
        long cost = random.nextInt(MOST_NANO_USD);
        nanoUsd += cost;
        Spender spender = spenders.get(random.nextInt(spenders.size()));
        RequestEvent.Usage usage =
                new RequestEvent.Usage(120, 20, 42, RequestEvent.Evidence.MEASURED);
        RequestEvent.Cost priced = new RequestEvent.Cost(cost, RequestEvent.Basis.PRICED);
        return new RequestEvent(
                1,
                new RequestId("req_%016x%08x".formatted(random.nextLong(), made)),
                startedAt.plusNanos(made * 1_000),
                "gateway-1",
                new WorkspaceId("ws_default"),
                new AgentId("agt_" + spender.tokenRef()),
                "bench",
                spender.tokenRef(),
                "/chat/completions",
                "spideriq/coding",
                "m",
                "bench",
                false,
                new RequestEvent.Outcome(
                        RequestEvent.Result.COMPLETED, 200, null, null, "stop", false),
                usage,
                priced,
                "none_free",
                List.of(spender.grantId()),
                new RequestEvent.Timing(35, 61L, 182_400L, 901_250),
                PLAN,
                List.of(attempt(usage, priced)),
                null);
    }

    private static AttemptRecord attempt(RequestEvent.Usage usage, RequestEvent.Cost cost) {
        return new AttemptRecord(
                1,
                CHOSEN,
                "bench",
                "default",
                new CredentialId("cred_bench"),
                "m",
                80,
                150_000L,
                182_400L,
                901_000,
                200,
                null,
                null,
                null,
                usage,
                cost,
                List.of(),
                null);
    }
}
