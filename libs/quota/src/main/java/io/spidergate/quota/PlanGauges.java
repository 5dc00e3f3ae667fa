package io.spidergate.quota;

import io.spidergate.contracts.routing.QuotaRequest.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What news mean for the gauges of one plan. Pure.
final class PlanGauges {

    private PlanGauges() {}

    /// A window that the catalogue does not know of is one of them from now on.
    static List<Gauge> seen(List<Gauge> gauges, Seen seen, Instant now) {
        List<Gauge> changed = new ArrayList<>(gauges.size() + 1);
        boolean known = false;
        for (Gauge gauge : gauges) {
            boolean same = gauge.window().seconds() == seen.seconds();
            changed.add(same ? gauge.seen(seen, now) : gauge);
            known |= same;
        }
        if (!known) {
            changed.add(Gauge.untold(seen.seconds()).seen(seen, now));
        }
        return changed;
    }

    /// The plan is used up: of those that are not over before the hint the one that is nearest to
    /// its end by what was told, otherwise the shortest.
    static List<Gauge> refused(List<Gauge> gauges, @Nullable Duration hint, Instant now) {
        Gauge blamed =
                gauges.stream()
                        .filter(it -> hint == null || hint.compareTo(it.window().length()) <= 0)
                        .min(
                                Comparator.comparingLong((Gauge it) -> -it.used(now))
                                        .thenComparingLong(it -> it.window().seconds()))
                        .orElseGet(() -> gauges.stream().max(BY_LENGTH).orElseThrow());
        return gauges.stream().map(it -> it.equals(blamed) ? it.refused(hint, now) : it).toList();
    }

    static Duration longest(List<Gauge> gauges) {
        return gauges.stream().max(BY_LENGTH).orElseThrow().window().length();
    }

    private static final Comparator<Gauge> BY_LENGTH =
            Comparator.comparingLong(gauge -> gauge.window().seconds());
}
