package io.spidergate.gateway.exchange;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.gateway.protocol.AnswerTotals;
import io.spidergate.llm.answer.Usage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What each deployment has taught about its tokens. Estimates are needed where a provider tells no
/// usage, where a stream broke or its caller left, and for what is set aside before.
///
/// There is a tokenizer for some makers' models only, and each takes tens of megabytes; but most
/// answers tell what was counted, for every model, templates and hidden thoughts included. For all
/// event loops.
final class TokenScales {

    private static final Scales NOTHING_LEARNED =
            new Scales(TokenScale.UNKNOWN, TokenScale.UNKNOWN);

    private final Map<DeploymentId, Scales> deployments = new ConcurrentHashMap<>();

    /// @param input of prompts
    /// @param output of answers, thoughts included
    private record Scales(TokenScale input, TokenScale output) {

        Scales learning(Usage measured, long estimatedInput, long estimatedOutput) {
            return new Scales(
                    input.learning(measured.prompt(), estimatedInput),
                    output.learning(measured.completion(), estimatedOutput));
        }
    }

    /// @param totals of an answer that is whole
    void learn(DeploymentRoute route, long estimatedInput, AnswerTotals totals) {
        Usage measured = totals.measured();
        if (measured != null) {
            deployments.compute(
                    route.id(),
                    (key, known) ->
                            (known == null ? NOTHING_LEARNED : known)
                                    .learning(measured, estimatedInput, totals.estimatedOutput()));
        }
    }

    long input(DeploymentRoute route, long estimate) {
        return scales(route).input().of(estimate);
    }

    long output(DeploymentRoute route, long estimate) {
        return scales(route).output().of(estimate);
    }

    private Scales scales(DeploymentRoute route) {
        return deployments.getOrDefault(route.id(), NOTHING_LEARNED);
    }
}
