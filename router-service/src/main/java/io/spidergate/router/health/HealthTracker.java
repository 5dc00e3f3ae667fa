package io.spidergate.router.health;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.id.DeploymentId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Learns from attempts which deployments and accounts to leave alone. A function of the attempts
/// and their instants only, so replaying them gives the same health. Not thread-safe.
public final class HealthTracker {

    private final Map<DeploymentId, Trouble> deployments = new HashMap<>();
    private final Map<AccountRef, Trouble> accounts = new HashMap<>();

    /// @param endedAt when the attempt's outcome was there
    /// @param gateway that made it
    /// @return whether anybody's health has changed
    public boolean learn(AttemptRecord attempt, Instant endedAt, @Nullable String gateway) {
        FailureClass failure = attempt.failureClass();
        AccountRef account = new AccountRef(attempt.provider(), attempt.account());
        if (failure == null) {
            boolean itself = recovered(deployments, attempt.deployment(), endedAt);
            boolean everyone = recovered(accounts, account, endedAt);
            return itself || everyone;
        }
        Duration hint =
                attempt.retryAfterMs() == null ? null : Duration.ofMillis(attempt.retryAfterMs());
        return switch (Lesson.of(failure).scope()) {
            case NOBODY -> false;
            case DEPLOYMENT ->
                    failed(deployments, attempt.deployment(), failure, hint, endedAt, gateway);
            case ACCOUNT -> failed(accounts, account, failure, hint, endedAt, gateway);
        };
    }

    /// What is known at `now`, as a value. Trouble that has been over for as long as the longest
    /// cooldown is forgotten.
    public HealthReport report(Instant now) {
        Instant forgotten = now.minus(HealthReport.MEMORY);
        deployments.values().removeIf(trouble -> trouble.coolingUntil().isBefore(forgotten));
        accounts.values().removeIf(trouble -> trouble.coolingUntil().isBefore(forgotten));
        return new HealthReport(deployments, accounts, now);
    }

    private static <K> boolean failed(
            Map<K, Trouble> troubles,
            K whose,
            FailureClass failure,
            @Nullable Duration hint,
            Instant at,
            @Nullable String gateway) {
        Trouble before = troubles.get(whose);
        Trouble after = Trouble.after(before, failure, hint, at, gateway);
        troubles.put(whose, after);
        return !after.equals(before);
    }

    /// A success that was older than the failure proves nothing.
    private static <K> boolean recovered(Map<K, Trouble> troubles, K whose, Instant at) {
        Trouble trouble = troubles.get(whose);
        if (trouble == null || at.isBefore(trouble.lastFailure())) {
            return false;
        }
        troubles.remove(whose);
        return true;
    }

    /// Where a provider counts and bills.
    record AccountRef(String provider, String account) {}
}
