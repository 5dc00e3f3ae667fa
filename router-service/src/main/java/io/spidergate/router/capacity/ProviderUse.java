package io.spidergate.router.capacity;

import io.spidergate.contracts.routing.CapacityView;
import io.spidergate.contracts.routing.CapacityView.Verdict;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.PoolStanding.LimitSource;
import io.spidergate.contracts.routing.PoolStanding.WindowStanding;
import io.spidergate.contracts.routing.PoolView;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.contracts.traces.AttemptUse;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was asked of one provider, held against what it gives. Pure.
record ProviderUse(
        String provider,
        List<DeploymentRoute> deployments,
        List<PoolView> pools,
        List<AttemptUse> uses) {

    private static final long DAY = 86_400;

    /// Of what was asked: a hundredth that was refused or passed over is felt.
    private static final double FELT = 0.01;

    private static final double OFTEN = 0.05;

    /// Fewer may be an accident.
    private static final int FEW = 5;

    private static final int MOST_SUGGESTED = 20;

    CapacityView view() {
        Verdict verdict = verdict();
        OptionalLong limit = dailyLimit();
        return new CapacityView(
                provider,
                verdict,
                reason(verdict),
                verdict == Verdict.ADD_KEYS ? suggested() : null,
                sum(AttemptUse::attempts),
                sum(AttemptUse::served),
                sum(AttemptUse::refused),
                sum(AttemptUse::failed),
                sum(AttemptUse::passedOver),
                sum(AttemptUse::wastedNanoUsd),
                accounts(),
                (int)
                        deployments.stream()
                                .flatMap(it -> it.credentials().stream())
                                .distinct()
                                .count(),
                peakDay(),
                limit.isPresent() ? limit.getAsLong() : null,
                pools.stream()
                        .flatMap(pool -> pool.standing().windows().stream())
                        .anyMatch(window -> window.source() == LimitSource.REFUSALS));
    }

    private Verdict verdict() {
        long attempts = sum(AttemptUse::attempts);
        long missed = sum(AttemptUse::refused) + sum(AttemptUse::passedOver);
        if (attempts + missed == 0) {
            return Verdict.UNMEASURABLE;
        }
        long failed = sum(AttemptUse::failed);
        if (failed >= FEW && failed >= OFTEN * attempts && failed > missed) {
            return Verdict.NOT_QUOTA;
        }
        if (missed >= FELT * (attempts + sum(AttemptUse::passedOver))) {
            return shared() == null ? Verdict.ADD_KEYS : Verdict.ACCOUNT_CAPPED;
        }
        return isMoreThanNeeded() ? Verdict.OVER_PROVISIONED : Verdict.HEALTHY;
    }

    private String reason(Verdict verdict) {
        return switch (verdict) {
            case UNMEASURABLE -> "nothing was asked of it";
            case NOT_QUOTA ->
                    "%d of %d attempts failed, and not for want of quota: another key would not help"
                            .formatted(sum(AttemptUse::failed), sum(AttemptUse::attempts));
            case ADD_KEYS -> "%s; only a key of another account adds quota".formatted(missed());
            case ACCOUNT_CAPPED -> "%s, and %s".formatted(missed(), shared());
            case OVER_PROVISIONED ->
                    "one of its %d accounts alone would have had twice of what was asked"
                            .formatted(accounts());
            case HEALTHY -> "what was asked fitted";
        };
    }

    private String missed() {
        return "%d attempts were refused and %d requests passed over for want of quota"
                .formatted(sum(AttemptUse::refused), sum(AttemptUse::passedOver));
    }

    /// In words, which of its accounts are one.
    private @Nullable String shared() {
        return pools.stream()
                .filter(pool -> pool.sharesWith() != null && isAsked(pool))
                .findFirst()
                .map(pool ->
                        "account %s has one quota with another (%s)"
                                .formatted(pool.pool().account(), pool.sharesWith()))
                .orElse(null);
    }

    /// By the model of which most was missed: as many accounts as would have served all of it.
    private int suggested() {
        Map<String, List<AttemptUse>> byModel =
                uses.stream().collect(Collectors.groupingBy(AttemptUse::upstreamModel));
        double most = 1;
        for (List<AttemptUse> model : byModel.values()) {
            long served = model.stream().mapToLong(AttemptUse::served).sum();
            long refused = model.stream().mapToLong(AttemptUse::refused).sum();
            // One request that several accounts did not get is one.
            long passed = model.stream().mapToLong(AttemptUse::passedOver).max().orElse(0);
            most = Math.max(most, (double) (served + refused + passed) / Math.max(1, served));
        }
        int needed = (int) Math.ceil(Math.max(1, accounts()) * most);
        return Math.clamp((long) needed - accounts(), 1, MOST_SUGGESTED);
    }

    private boolean isMoreThanNeeded() {
        OptionalLong limit = dailyLimit();
        long peak = peakDay();
        return accounts() > 1 && limit.isPresent() && peak * 2 * accounts() <= limit.getAsLong();
    }

    private int accounts() {
        return (int) deployments.stream().map(DeploymentRoute::account).distinct().count();
    }

    private long sum(ToLongFunction<AttemptUse> of) {
        return uses.stream().mapToLong(of).sum();
    }

    /// Of what has a daily limit, the most that was asked on one day.
    private long peakDay() {
        return uses.stream()
                .filter(use ->
                        pools.stream()
                                .anyMatch(pool -> counts(pool, use) && limit(pool).isPresent()))
                .mapToLong(AttemptUse::peakDayAttempts)
                .sum();
    }

    /// Of the pools that anything was asked of, those that are one counted once.
    private OptionalLong dailyLimit() {
        List<Long> limits =
                pools.stream()
                        .filter(pool -> pool.sharesWith() == null && isAsked(pool))
                        .map(ProviderUse::limit)
                        .filter(OptionalLong::isPresent)
                        .map(OptionalLong::getAsLong)
                        .toList();
        return limits.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(limits.stream().mapToLong(Long::longValue).sum());
    }

    private boolean isAsked(PoolView pool) {
        return uses.stream().anyMatch(use -> counts(pool, use));
    }

    private static boolean counts(PoolView pool, AttemptUse use) {
        return pool.pool().account().equals(use.account())
                && (pool.pool().model() == null || pool.pool().model().equals(use.upstreamModel()));
    }

    private static OptionalLong limit(PoolView pool) {
        return pool.standing().windows().stream()
                .filter(window ->
                        window.window().unit() == QuotaUnit.REQUESTS
                                && window.window().seconds() == DAY
                                && window.limit() < QuotaWindow.MAX_LIMIT)
                .mapToLong(WindowStanding::limit)
                .min();
    }
}
