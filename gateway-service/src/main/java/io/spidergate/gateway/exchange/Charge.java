package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Cost;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.gateway.RequestEvent.Usage;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.money.Money;
import io.spidergate.money.TokenPrice;
import io.spidergate.money.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was used and what it costs. Pure arithmetic.
///
/// @param usage of an attempt or of a whole request
record Charge(Usage usage, Cost cost) {

    static final Charge NOTHING =
            new Charge(new Usage(0, 0, 0, Evidence.NONE), new Cost(0, Basis.NONE));

    /// @param measured what the provider said; zero for everything counts as nothing said
    static Charge of(
            DeploymentRoute route,
            io.spidergate.llm.answer.@Nullable Usage measured,
            long estimatedInput,
            long estimatedOutput) {
        Usage usage =
                measured != null && measured.prompt() + measured.completion() > 0
                        ? new Usage(
                                measured.prompt(),
                                measured.cached(),
                                measured.completion(),
                                Evidence.MEASURED)
                        : new Usage(estimatedInput, 0, estimatedOutput, Evidence.ESTIMATED);
        return new Charge(usage, cost(route, usage));
    }

    /// What the provider said of an answer that was not passed on; nothing where it said nothing.
    static Charge ofFailed(
            DeploymentRoute route, io.spidergate.llm.answer.@Nullable Usage measured) {
        return measured == null ? NOTHING : of(route, measured, 0, 0);
    }

    /// The whole of all attempts. A guess in one part makes the whole a guess.
    static Charge sum(List<AttemptRecord> attempts) {
        Charge sum = NOTHING;
        for (AttemptRecord attempt : attempts) {
            sum = sum.plus(new Charge(attempt.usage(), attempt.cost()));
        }
        return sum;
    }

    Money money() {
        return Money.ofNanoUsd(cost.nanoUsd());
    }

    /// Of prompts and answers.
    long tokens() {
        return usage.inputTokens() + usage.outputTokens();
    }

    private Charge plus(Charge other) {
        return new Charge(
                new Usage(
                        usage.inputTokens() + other.usage.inputTokens(),
                        usage.cachedInputTokens() + other.usage.cachedInputTokens(),
                        usage.outputTokens() + other.usage.outputTokens(),
                        weaker(usage.evidence(), other.usage.evidence())),
                new Cost(
                        Math.addExact(cost.nanoUsd(), other.cost.nanoUsd()),
                        weaker(cost.basis(), other.cost.basis()),
                        Math.addExact(cost.listNanoUsd(), other.cost.listNanoUsd()),
                        Math.addExact(cost.ownKeyNanoUsd(), other.cost.ownKeyNanoUsd()),
                        null));
    }

    private static Evidence weaker(Evidence one, Evidence other) {
        if (one == Evidence.ESTIMATED || other == Evidence.ESTIMATED) {
            return Evidence.ESTIMATED;
        }
        return one == Evidence.MEASURED || other == Evidence.MEASURED
                ? Evidence.MEASURED
                : Evidence.NONE;
    }

    private static Basis weaker(Basis one, Basis other) {
        for (Basis basis : List.of(Basis.UNPRICED, Basis.PRICED, Basis.SUBSCRIPTION, Basis.FREE)) {
            if (one == basis || other == basis) {
                return basis;
            }
        }
        return Basis.NONE;
    }

    private static Cost cost(DeploymentRoute route, Usage usage) {
        if (route.costsNothing()) {
            Basis basis = route.subscription() ? Basis.SUBSCRIPTION : Basis.FREE;
            return new Cost(0, basis, at(route.listPrice(), usage));
        }
        TokenPrice price = route.price();
        if (price == null) {
            return new Cost(0, Basis.UNPRICED);
        }
        long cost = at(price, usage);
        long ofOwnKey = route.workspace() == null ? 0 : cost;
        return new Cost(cost, Basis.PRICED, cost, ofOwnKey, price.version());
    }

    private static long at(@Nullable TokenPrice price, Usage usage) {
        return price == null
                ? 0
                : price.cost(
                                new TokenUsage(
                                        usage.inputTokens(),
                                        usage.cachedInputTokens(),
                                        usage.outputTokens()))
                        .nanoUsd();
    }
}
