package io.spidergate.gateway.exchange;

import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.gateway.protocol.Asking;
import io.spidergate.money.Money;
import io.spidergate.money.TokenUsage;
import io.spidergate.routing.Candidate;
import java.util.List;

/// The most that something asked can cost, as far as an estimate of its prompt tells; zero where
/// free or unpriced. Pure arithmetic.
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
        long output = asking.mostTokens().orElseGet(() -> assumed(route));
        return route.price()
                .cost(
                        new TokenUsage(
                                scales.input(route, asking.promptTokens()), 0, output * choices));
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

    private static int assumed(DeploymentRoute route) {
        int cap = route.maxOutputTokens();
        return cap > 0 ? Math.min(cap, ASSUMED_OUTPUT_TOKENS) : ASSUMED_OUTPUT_TOKENS;
    }
}
