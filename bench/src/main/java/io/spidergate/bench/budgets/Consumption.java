package io.spidergate.bench.budgets;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the ledger gets on, look by look: the time in which it could work, and the outages in which
/// something that it needs was away. Pure.
final class Consumption {

    private final Map<String, Double> outages = new LinkedHashMap<>();
    private long lastNanos;
    private long lastConsumed;
    private long workingNanos;
    private long worked;
    private @Nullable String away;
    private long awaySince;
    private final double cpuSeconds;
    private double cpuMicros;

    /// @param consumed events so far, repeated ones too
    /// @param cpuSeconds that all who take part have computed so far
    Consumption(long nanos, long consumed, double cpuSeconds) {
        this.cpuSeconds = cpuSeconds;
        lastNanos = nanos;
        lastConsumed = consumed;
    }

    /// It is gone as of the last look.
    void killed(String what) {
        away = what;
        awaySince = lastNanos;
    }

    /// @param serving what was killed takes connections again: the outage ends with the first event
    ///   after that
    void look(long nanos, long consumed, boolean serving) {
        if (away == null) {
            workingNanos += nanos - lastNanos;
            worked += consumed - lastConsumed;
        } else if (serving && consumed > lastConsumed) {
            outages.put(away, (nanos - awaySince) / 1e9);
            away = null;
        }
        lastNanos = nanos;
        lastConsumed = consumed;
    }

    /// Whether anything was consumed between two looks: a quick ledger may be far before the
    /// second.
    boolean hasWorked() {
        return worked > 0;
    }

    /// What all who take part have computed as of the last look; told while nothing has been away.
    void burnt(double seconds) {
        cpuMicros = (seconds - cpuSeconds) * 1e6 / worked;
    }

    /// Of all who take part, for each event.
    double cpuMicros() {
        return cpuMicros;
    }

    double perSecond() {
        return worked / (workingNanos / 1e9);
    }

    /// Seconds of each, by what was away.
    Map<String, Double> outages() {
        return outages;
    }
}
