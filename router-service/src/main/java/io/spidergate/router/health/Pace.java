package io.spidergate.router.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How quickly and how reliably a deployment has lately answered, by exponentially weighted moving
/// averages: each attempt counts a fifth, and what was before four fifths.
///
/// @param firstContentMs of attempts that succeeded; 0 before one did
/// @param failures the share of attempts that failed, from 0 to 1
/// @param attempts that were heard of
/// @param last when the last one ended
record Pace(double firstContentMs, double failures, int attempts, Instant last) {

    private static final double NEWEST = 0.2;

    /// Before so many nothing is said.
    private static final int ENOUGH = 5;

    /// From this share of failures on it is used after others.
    private static final double OFTEN = 0.3;

    private static final double FIRST_STEP_MS = 100;
    private static final double STEP = Math.sqrt(2);

    static final Pace UNKNOWN = new Pace(0, 0, 0, Instant.EPOCH);

    Pace succeeded(long afterMs, Instant at) {
        double mean = firstContentMs == 0 ? afterMs : mixed(firstContentMs, Math.max(1, afterMs));
        return new Pace(mean, mixed(failures, 0), attempts + 1, at);
    }

    Pace failed(Instant at) {
        return new Pace(firstContentMs, mixed(failures, 1), attempts + 1, at);
    }

    boolean failsOften() {
        return attempts >= ENOUGH && failures > OFTEN;
    }

    /// In steps, so that not every attempt is news to all gateways.
    @Nullable Integer told() {
        if (attempts < ENOUGH || firstContentMs == 0) {
            return null;
        }
        double steps = Math.ceil(Math.log(firstContentMs / FIRST_STEP_MS) / Math.log(STEP));
        return (int) Math.round(FIRST_STEP_MS * Math.pow(STEP, Math.max(0, steps)));
    }

    private static double mixed(double before, double now) {
        return before + NEWEST * (now - before);
    }
}
