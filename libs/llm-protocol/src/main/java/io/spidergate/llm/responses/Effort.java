package io.spidergate.llm.responses;

import io.spidergate.llm.conversation.Thinking;
import java.util.Optional;

/// How much to think, in the words of `reasoning.effort`.
///
/// | asked | effort |
/// |---|---|
/// | nothing said, adaptive | not sent: the model's own default |
/// | off, budget 0 | `none` |
/// | words | the same word |
/// | budget up to 4,096 tokens | `low` |
/// | up to 16,384 | `medium` |
/// | more | `high` |
///
/// `minimal` and what lies above `high` are sent only to those who say so: few models know them.
final class Effort {

    private static final int LOW = 4_096;
    private static final int MEDIUM = 16_384;
    private static final String NONE = "none";

    private Effort() {}

    static Optional<String> of(Thinking thinking) {
        return switch (thinking) {
            case Thinking.Unsaid _, Thinking.Adaptive _ -> Optional.empty();
            case Thinking.Off _ -> Optional.of(NONE);
            case Thinking.Effort(String level) -> Optional.of(level);
            case Thinking.Budget(int tokens) -> Optional.of(ofTokens(tokens));
        };
    }

    /// Whether thoughts may come, and with them seals and summaries.
    static boolean mayThink(Thinking thinking) {
        return !of(thinking).equals(Optional.of(NONE));
    }

    private static String ofTokens(int tokens) {
        if (tokens <= 0) {
            return NONE;
        }
        if (tokens <= LOW) {
            return "low";
        }
        return tokens <= MEDIUM ? "medium" : "high";
    }
}
