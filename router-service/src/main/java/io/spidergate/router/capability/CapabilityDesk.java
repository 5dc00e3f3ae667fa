package io.spidergate.router.capability;

import io.spidergate.contracts.gateway.AttemptRecord;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps what was measured over restarts. What is heard before the database has told what earlier
/// processes learnt waits, so that a first refusal is not taken for the first.
@Singleton
public final class CapabilityDesk {

    /// More than is heard again after a start.
    private static final int MAX_WAITING = 50_000;

    private final PostgresCapabilities stored;
    private final CapabilityTracker tracker = new CapabilityTracker();
    private final List<Heard> waiting = new ArrayList<>();
    private boolean loaded;

    private record Heard(AttemptRecord attempt, Instant endedAt, @Nullable String gateway) {}

    CapabilityDesk(PostgresCapabilities stored) {
        this.stored = stored;
    }

    /// @return whether what gateways are told has changed
    public synchronized boolean learn(
            AttemptRecord attempt, Instant endedAt, @Nullable String gateway) {
        boolean shows =
                attempt.lacking() != null || (attempt.succeeded() && !attempt.uses().isEmpty());
        if (!shows) {
            return false;
        }
        if (loaded) {
            return tracker.learn(attempt, endedAt, gateway);
        }
        if (waiting.size() < MAX_WAITING) {
            waiting.add(new Heard(attempt, endedAt, gateway));
        }
        return false;
    }

    /// @return whether anything was forgotten
    public synchronized boolean reset(CapabilityResets those) {
        return tracker.reset(those);
    }

    public synchronized CapabilityReport report(Instant now) {
        return tracker.report(now);
    }

    /// Reads what earlier processes have learnt, once, and stores what was learnt since.
    public void refresh(Instant now) throws SQLException {
        load();
        Map<Ability, Measured> unsaved = takeUnsaved();
        if (unsaved.isEmpty()) {
            return;
        }
        try {
            stored.put(unsaved, now.minus(CapabilityTracker.MEMORY));
        } catch (SQLException e) {
            giveBack(unsaved);
            throw e;
        }
    }

    private void load() throws SQLException {
        if (isLoaded()) {
            return;
        }
        Map<Ability, Measured> earlier = stored.all();
        synchronized (this) {
            tracker.load(earlier);
            loaded = true;
            waiting.forEach(it -> tracker.learn(it.attempt, it.endedAt, it.gateway));
            waiting.clear();
        }
    }

    /// Deletes what is stored of a model; a reset makes it forgotten.
    public void forget(String provider, String model) throws SQLException {
        stored.delete(provider, model);
    }

    private synchronized boolean isLoaded() {
        return loaded;
    }

    private synchronized Map<Ability, Measured> takeUnsaved() {
        return tracker.takeUnsaved();
    }

    private synchronized void giveBack(Map<Ability, Measured> unsaved) {
        tracker.giveBack(unsaved);
    }
}
