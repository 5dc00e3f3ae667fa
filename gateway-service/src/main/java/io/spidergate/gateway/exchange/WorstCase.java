package io.spidergate.gateway.exchange;

import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.gateway.allowance.Estimate;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.gateway.protocol.Asking;
import io.spidergate.money.Money;
import io.spidergate.money.TokenUsage;
import io.spidergate.routing.Candidate;
import java.util.List;

/// The most that something asked can use and cost, as far as an estimate of its prompt tells; no
/// money where free or unpriced. Pure arithmetic.
final class WorstCase {

    /// Where nobody set a cap and the model has none that we know, an answer is taken to be at most
    /// this long.
    static final int ASSUMED_OUTPUT_TOKENS = 4_096;

    private WorstCase() {}

    /// @param choices how many answers to the one prompt
    static Money of(DeploymentRoute route, Asking asking, int choices, TokenScales scales) {
        if (route.costsNothing() || route.price() == null) {
            return Money.ZERO;
        }
        return route.price()
                .cost(
                        new TokenUsage(
                                scales.input(route, asking.promptTokens()),
                                0,
                                output(route, asking, choices)));
    }

    /// Of all that could be asked, by the dearest and by the most talkative.
    static Estimate estimate(List<Candidate> candidates, AskedRequest request, TokenScales scales) {
        long tokens = 0;
        long least = 0;
        for (Candidate candidate : candidates) {
            DeploymentRoute route = candidate.deployment();
            long prompt = scales.input(route, request.promptTokens());
            long output = output(route, request, request.choices());
            tokens = Math.max(tokens, prompt + output);
            least = Math.max(least, prompt + (request.mostTokens().isPresent() ? output : 0));
        }
        return new Estimate(of(candidates, request, scales), tokens, least);
    }

    /// At the dearest of all that could be asked.
    static Money of(List<Candidate> candidates, AskedRequest request, TokenScales scales) {
        Money worst = Money.ZERO;
        for (Candidate candidate : candidates) {
            Money cost = of(candidate.deployment(), request, request.choices(), scales);
            worst = cost.isMoreThan(worst) ? cost : worst;
        }
        return worst;
    }

    private static long output(DeploymentRoute route, Asking asking, int choices) {
        return (long) asking.mostTokens().orElseGet(() -> assumed(route)) * choices;
    }

    private static int assumed(DeploymentRoute route) {
        int cap = route.maxOutputTokens();
        return cap > 0 ? Math.min(cap, ASSUMED_OUTPUT_TOKENS) : ASSUMED_OUTPUT_TOKENS;
    }
}
