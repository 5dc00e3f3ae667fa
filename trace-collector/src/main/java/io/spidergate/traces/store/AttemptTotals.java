package io.spidergate.traces.store;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.id.DeploymentId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What some requests add to what was asked of providers.
///
/// @param refused for want of quota
/// @param failed otherwise, and not by the caller's fault
/// @param passedOver requests that a deployment did not get because its quota was used up
/// @param wastedNanoUsd paid for attempts that failed
record AttemptTotals(
        long attempts,
        long served,
        long refused,
        long failed,
        long passedOver,
        long wastedNanoUsd) {

    private static final Set<FailureClass> FOR_WANT_OF_QUOTA =
            EnumSet.of(
                    FailureClass.RATE_LIMITED,
                    FailureClass.WINDOW_EXHAUSTED,
                    FailureClass.NO_QUOTA,
                    FailureClass.MONEY_EXHAUSTED);

    private static final Set<FailureClass> NOBODYS_FAULT =
            EnumSet.of(
                    FailureClass.BAD_REQUEST,
                    FailureClass.CONTEXT_TOO_LONG,
                    FailureClass.CAPABILITY_MISSING,
                    FailureClass.CALLER_LEFT,
                    FailureClass.OUTRUN,
                    FailureClass.INTERRUPTED);

    private static final String QUOTA_EMPTY = "quota_empty";

    private static final AttemptTotals PASSED_OVER = new AttemptTotals(0, 0, 0, 0, 1, 0);

    /// In an order, so that two who write at the same time never wait for each other.
    record Key(Instant hour, String provider, String account, String upstreamModel)
            implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::hour)
                        .thenComparing(Key::provider)
                        .thenComparing(Key::account)
                        .thenComparing(Key::upstreamModel);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    static Map<Key, AttemptTotals> of(List<StoredTrace> traces) {
        Map<Key, AttemptTotals> totals = new TreeMap<>();
        for (StoredTrace trace : traces) {
            Instant hour = trace.startedAt().truncatedTo(ChronoUnit.HOURS);
            for (AttemptRecord attempt : trace.event().attempts()) {
                Key key =
                        new Key(
                                hour,
                                StoredTrace.storable(attempt.provider()),
                                StoredTrace.storable(attempt.account()),
                                StoredTrace.storable(attempt.upstreamModel()));
                totals.merge(key, one(attempt), AttemptTotals::plus);
            }
            for (ExclusionRecord exclusion : trace.event().plan().exclusions()) {
                Key key =
                        exclusion.reason().equals(QUOTA_EMPTY)
                                ? key(hour, exclusion.deployment())
                                : null;
                if (key != null) {
                    totals.merge(key, PASSED_OVER, AttemptTotals::plus);
                }
            }
        }
        return totals;
    }

    private static AttemptTotals one(AttemptRecord attempt) {
        FailureClass failure = attempt.failureClass();
        boolean refused = failure != null && FOR_WANT_OF_QUOTA.contains(failure);
        boolean failed = failure != null && !refused && !NOBODYS_FAULT.contains(failure);
        return new AttemptTotals(
                1,
                failure == null ? 1 : 0,
                refused ? 1 : 0,
                failed ? 1 : 0,
                0,
                failure == null ? 0 : attempt.cost().nanoUsd());
    }

    /// A deployment's id is `dep_<provider>:<account>:<model>`; null where it is not.
    private static @Nullable Key key(Instant hour, DeploymentId deployment) {
        String[] parts = StoredTrace.storable(deployment.value()).split(":", 3);
        return parts.length == 3 && parts[0].startsWith("dep_")
                ? new Key(hour, parts[0].substring("dep_".length()), parts[1], parts[2])
                : null;
    }

    private AttemptTotals plus(AttemptTotals other) {
        return new AttemptTotals(
                attempts + other.attempts,
                served + other.served,
                refused + other.refused,
                failed + other.failed,
                passedOver + other.passedOver,
                wastedNanoUsd + other.wastedNanoUsd);
    }
}
