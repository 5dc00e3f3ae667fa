package io.spidergate.router.capability;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.routing.CapabilityFinding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Learns from attempts what deployments can do. A function of what was stored, of the attempts and
/// of the resets only: attempts that are heard of again change nothing. Not thread-safe.
final class CapabilityTracker {

    /// What nobody has made use of for so long is worth no row.
    static final Duration MEMORY = Duration.ofDays(30);

    /// A success that shows what is known is stored again after so long.
    private static final Duration FRESHNESS = Duration.ofHours(1);

    private final Map<Ability, Measured> known = new HashMap<>();

    /// What is to be stored.
    private final Map<Ability, Measured> unsaved = new HashMap<>();

    private final Map<Ability, Instant> savedAt = new HashMap<>();
    private CapabilityResets resets = CapabilityResets.NONE;

    /// What an earlier process has learnt; what was heard since is newer.
    void load(Map<Ability, Measured> stored) {
        stored.forEach((ability, measured) -> {
            boolean reset = resets.covers(ability, measured.finding().heardAt());
            if (!reset && measured.isNewerThan(known.get(ability))) {
                known.put(ability, measured);
                savedAt.put(ability, measured.finding().heardAt());
            }
        });
    }

    /// @param ended when the outcome was there
    /// @param gateway that made it
    /// @return whether what gateways are told has changed
    boolean learn(AttemptRecord attempt, Instant ended, @Nullable String gateway) {
        // As the database keeps it, or what is heard again would seem to be newer.
        Instant endedAt = ended.truncatedTo(ChronoUnit.MICROS);
        Capability lacking = attempt.lacking();
        if (lacking != null) {
            return refused(ability(attempt, lacking), attempt, endedAt, gateway);
        }
        boolean changed = false;
        if (attempt.succeeded()) {
            for (Capability capability : attempt.uses()) {
                changed |= served(ability(attempt, capability), endedAt);
            }
        }
        return changed;
    }

    private static Ability ability(AttemptRecord attempt, Capability capability) {
        return new Ability(
                attempt.provider(), attempt.account(), attempt.upstreamModel(), capability);
    }

    private boolean refused(
            Ability ability, AttemptRecord attempt, Instant at, @Nullable String gateway) {
        Measured before = known.get(ability);
        CapabilityFinding finding = before == null ? null : before.finding();
        CapabilityFinding after = CapabilityFinding.refused(finding, at, gateway);
        if (after.equals(finding) || resets.covers(ability, at)) {
            return false;
        }
        put(ability, new Measured(after, attempt.failureMessage()));
        return true;
    }

    private boolean served(Ability ability, Instant at) {
        Measured before = known.get(ability);
        CapabilityFinding finding = before == null ? null : before.finding();
        CapabilityFinding after = CapabilityFinding.served(finding, at);
        if (after.equals(finding) || resets.covers(ability, at)) {
            return false;
        }
        boolean sameWord = finding != null && finding.word() == after.word();
        Measured measured = new Measured(after, null);
        if (sameWord && at.isBefore(savedAt.getOrDefault(ability, Instant.EPOCH).plus(FRESHNESS))) {
            known.put(ability, measured);
        } else {
            put(ability, measured);
        }
        // Others may have lost it with this one.
        return !sameWord;
    }

    private void put(Ability ability, Measured measured) {
        known.put(ability, measured);
        unsaved.put(ability, measured);
        savedAt.put(ability, measured.finding().heardAt());
    }

    /// Forgets what was learnt before somebody said so, now and when it is replayed.
    ///
    /// @return whether anything was forgotten
    boolean reset(CapabilityResets those) {
        resets = those;
        unsaved.entrySet().removeIf(it -> covers(it.getKey(), it.getValue()));
        return known.entrySet().removeIf(it -> covers(it.getKey(), it.getValue()));
    }

    private boolean covers(Ability ability, Measured measured) {
        return resets.covers(ability, measured.finding().heardAt());
    }

    /// What was learnt since the last call.
    Map<Ability, Measured> takeUnsaved() {
        Map<Ability, Measured> taken = Map.copyOf(unsaved);
        unsaved.clear();
        return taken;
    }

    /// What could not be stored after all, unless something newer was learnt meanwhile.
    void giveBack(Map<Ability, Measured> taken) {
        taken.forEach((ability, measured) -> {
            if (!covers(ability, measured)) {
                unsaved.putIfAbsent(ability, measured);
            }
        });
    }

    CapabilityReport report(Instant now) {
        Instant forgotten = now.minus(MEMORY);
        known.values()
                .removeIf(it ->
                        it.finding().heardAt().isBefore(forgotten)
                                && it.finding().until().isBefore(forgotten));
        return new CapabilityReport(known, resets);
    }
}
