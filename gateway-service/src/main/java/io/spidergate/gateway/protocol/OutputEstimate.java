package io.spidergate.gateway.protocol;

import io.spidergate.llm.TokenEstimate;
import io.spidergate.llm.chat.AnswerFacts;

/// About how many tokens an answer has, where its provider does not say.
final class OutputEstimate {

    private OutputEstimate() {}

    static long of(AnswerFacts facts) {
        return TokenEstimate.ofParts(parts(facts));
    }

    /// Quarter tokens, to be summed over the chunks of a stream.
    static long parts(AnswerFacts facts) {
        return TokenEstimate.parts(facts.text())
                + TokenEstimate.parts(facts.reasoning())
                + facts.toolArguments();
    }
}
