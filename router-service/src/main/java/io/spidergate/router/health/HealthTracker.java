package io.spidergate.router.health;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.router.health.CooldownScope.OfAccount;
import io.spidergate.router.health.CooldownScope.OfCredential;
import io.spidergate.router.health.CooldownScope.OfCredentialThere;
import io.spidergate.router.health.CooldownScope.OfDeployment;
import io.spidergate.router.health.CooldownScope.OfModel;
import io.spidergate.router.health.CooldownScope.OfProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Learns from attempts what to leave alone. A function of the attempts, their instants and the
/// resets only, so replaying them gives the same health. Not thread-safe.
public final class HealthTracker {

    /// So shortly before must another deployment of a provider have been out of reach, for its host
    /// to be.
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    private final Map<CooldownScope, Trouble> troubles = new HashMap<>();

    /// Which deployments of a provider could not be reached, and when, since one could.
    private final Map<String, Map<String, Instant>> unreached = new HashMap<>();

    private final Map<DeploymentId, Pace> paces = new HashMap<>();

    private Resets resets = Resets.NONE;

    /// @param endedAt when the attempt's outcome was there
    /// @param gateway that made it
    /// @return whether anybody's health has changed
    public boolean learn(AttemptRecord attempt, Instant endedAt, @Nullable String gateway) {
        FailureClass failure = attempt.failureClass();
        pace(attempt, endedAt);
        if (failure == null) {
            unreached.remove(attempt.provider());
            return CooldownScope.of(attempt).filter(scope -> recovered(scope, endedAt)).count() > 0;
        }
        Duration hint =
                attempt.retryAfterMs() == null ? null : Duration.ofMillis(attempt.retryAfterMs());
        List<CooldownScope> scopes = scopes(attempt, Lesson.of(failure).scope(), endedAt).toList();
        boolean changed = false;
        for (CooldownScope scope : scopes) {
            changed |= failed(scope, failure, hint, endedAt, gateway);
        }
        return changed;
    }

    private void pace(AttemptRecord attempt, Instant endedAt) {
        FailureClass failure = attempt.failureClass();
        if (failure != null && Lesson.of(failure).scope() == Lesson.Scope.NOBODY) {
            return;
        }
        Pace before = paces.getOrDefault(attempt.deployment(), Pace.UNKNOWN);
        Long content = attempt.firstContentUs();
        long until = content == null ? attempt.endedUs() : content;
        paces.put(
                attempt.deployment(),
                failure == null
                        ? before.succeeded((until - attempt.startedUs()) / 1_000, endedAt)
                        : before.failed(endedAt));
    }

    private Stream<CooldownScope> scopes(
            AttemptRecord attempt, Lesson.Scope scope, Instant endedAt) {
        CredentialId credential = attempt.credential();
        OfDeployment deployment = new OfDeployment(attempt.deployment());
        OfAccount account = new OfAccount(attempt.provider(), attempt.account());
        return switch (scope) {
            case NOBODY -> Stream.of();
            case DEPLOYMENT -> Stream.of(deployment);
            case CREDENTIAL_THERE ->
                    Stream.of(
                            credential == null
                                    ? deployment
                                    : new OfCredentialThere(credential, attempt.deployment()));
            case CREDENTIAL ->
                    Stream.of(credential == null ? account : new OfCredential(credential));
            case MODEL -> Stream.of(new OfModel(attempt.provider(), attempt.upstreamModel()));
            case ACCOUNT -> Stream.of(account);
            case HOST ->
                    isHostAway(attempt, endedAt)
                            ? Stream.of(deployment, new OfProvider(attempt.provider()))
                            : Stream.of(deployment);
        };
    }

    /// One connection that fails may be an accident.
    private boolean isHostAway(AttemptRecord attempt, Instant endedAt) {
        Map<String, Instant> others =
                unreached.computeIfAbsent(attempt.provider(), provider -> new HashMap<>());
        others.values().removeIf(at -> at.isBefore(endedAt.minus(TOGETHER)));
        others.put(attempt.deployment().value(), endedAt);
        return others.size() > 1;
    }

    /// Forgets what was learnt before somebody said so, now and when it is replayed.
    ///
    /// @return whether anybody's health has changed
    public boolean reset(Resets those) {
        resets = those;
        if (those.byKey().containsKey(Resets.ALL)) {
            paces.values().removeIf(pace -> !pace.last().isAfter(those.byKey().get(Resets.ALL)));
        }
        return troubles.entrySet()
                .removeIf(it -> resets.covers(it.getKey(), it.getValue().lastFailure()));
    }

    /// What is known at `now`, as a value. Trouble that has been over for as long as the longest
    /// cooldown is forgotten.
    public HealthReport report(Instant now) {
        Instant forgotten = now.minus(HealthReport.MEMORY);
        troubles.values().removeIf(trouble -> trouble.coolingUntil().isBefore(forgotten));
        paces.values().removeIf(pace -> pace.last().isBefore(forgotten));
        return new HealthReport(troubles, paces, resets, now);
    }

    private boolean failed(
            CooldownScope scope,
            FailureClass failure,
            @Nullable Duration hint,
            Instant at,
            @Nullable String gateway) {
        if (resets.covers(scope, at)) {
            return false;
        }
        Trouble before = troubles.get(scope);
        Trouble after = Trouble.after(before, failure, hint, at, gateway);
        troubles.put(scope, after);
        return !after.equals(before);
    }

    /// A success that was older than the failure proves nothing.
    private boolean recovered(CooldownScope scope, Instant at) {
        Trouble trouble = troubles.get(scope);
        if (trouble == null || at.isBefore(trouble.lastFailure())) {
            return false;
        }
        troubles.remove(scope);
        return true;
    }
}
