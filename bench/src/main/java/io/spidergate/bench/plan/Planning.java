package io.spidergate.bench.plan;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.routing.Cooldowns;
import io.spidergate.routing.Plan;
import io.spidergate.routing.PlanRequest;
import io.spidergate.routing.Planner;
import io.spidergate.routing.Quotas;
import io.spidergate.routing.RoutingTable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Plans over a thousand deployments.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class Planning {

    private final RoutingTable table = LargeWorld.table();
    private final PlanRequest anything = request(Set.of());
    private final PlanRequest seeing = request(Set.of(Capability.VISION));
    private final Quotas fresh = new Spread(0);
    private final Quotas empty = new Spread(3);

    private static PlanRequest request(Set<Capability> needs) {
        return new PlanRequest(
                WorkspaceId.DEFAULT,
                LargeWorld.ALIAS,
                needs,
                1_200,
                500,
                Spending.PAID_OK,
                List.of());
    }

    /// All but those that cool may serve, and each pool has another slack.
    @Benchmark
    public Plan allQualify() {
        return plan(anything, fresh);
    }

    /// Half lack what is needed.
    @Benchmark
    public Plan halfLackACapability() {
        return plan(seeing, fresh);
    }

    /// Every third pool is empty.
    @Benchmark
    public Plan someAreEmpty() {
        return plan(anything, empty);
    }

    private Plan plan(PlanRequest request, Quotas quotas) {
        return Planner.plan(table, request, Cooldowns.NONE, quotas, LargeWorld.NOW);
    }

    /// Pools in every state of use.
    ///
    /// @param emptyEach which of them have nothing left; 0 for none
    private record Spread(int emptyEach) implements Quotas {

        private static final Instant RESET = LargeWorld.NOW.plusSeconds(30);

        @Override
        public @Nullable Shortage shortage(QuotaPool pool, long tokens, Instant now) {
            return emptyEach > 0 && pool.id().hashCode() % emptyEach == 0
                    ? new Shortage(RESET, "30 requests a minute")
                    : null;
        }

        @Override
        public double slack(QuotaPool pool) {
            return (pool.id().hashCode() & 1_023) / 1_024.0;
        }
    }
}
