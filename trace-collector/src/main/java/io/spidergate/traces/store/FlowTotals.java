package io.spidergate.traces.store;

import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What some requests add to the hours in which they began.
record FlowTotals(
        long requests,
        long failed,
        long inputTokens,
        long outputTokens,
        long costNanoUsd,
        long listNanoUsd) {

    /// In an order, so that two who write at the same time never wait for each other.
    record Key(
            Instant hour,
            String workspace,
            String requestedModel,
            String servedModel,
            String servedProvider,
            String basis,
            String paidBecause)
            implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::hour)
                        .thenComparing(Key::workspace)
                        .thenComparing(Key::requestedModel)
                        .thenComparing(Key::servedModel)
                        .thenComparing(Key::servedProvider)
                        .thenComparing(Key::basis)
                        .thenComparing(Key::paidBecause);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    static Map<Key, FlowTotals> of(List<StoredTrace> traces) {
        Map<Key, FlowTotals> totals = new TreeMap<>();
        traces.forEach(trace -> totals.merge(key(trace), one(trace.event()), FlowTotals::plus));
        return totals;
    }

    private static Key key(StoredTrace trace) {
        RequestEvent event = trace.event();
        return new Key(
                trace.startedAt().truncatedTo(ChronoUnit.HOURS),
                trace.workspace(),
                isKnown(event) ? trace.requestedModel() : "",
                orEmpty(trace.servedModel()),
                orEmpty(trace.servedProvider()),
                event.cost().basis().name(),
                orEmpty(event.paidBecause()));
    }

    /// Something of the name's chain was looked at. Whatever callers make up is not to fill a
    /// table.
    private static boolean isKnown(RequestEvent event) {
        return !event.plan().candidates().isEmpty() || !event.plan().exclusions().isEmpty();
    }

    private static FlowTotals one(RequestEvent event) {
        return new FlowTotals(
                1,
                event.outcome().result() == Result.COMPLETED ? 0 : 1,
                event.usage().inputTokens(),
                event.usage().outputTokens(),
                event.cost().nanoUsd(),
                event.cost().listNanoUsd());
    }

    private FlowTotals plus(FlowTotals other) {
        return new FlowTotals(
                requests + other.requests,
                failed + other.failed,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                costNanoUsd + other.costNanoUsd,
                listNanoUsd + other.listNanoUsd);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
