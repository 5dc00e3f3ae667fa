package io.spidergate.llm.conversation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How the answer is drawn; what is absent is left to the provider.
///
/// @param maxTokens of the answer, thoughts included
/// @param stop texts that end the answer
/// @param user the caller's own word for its user
public record Sampling(
        OptionalInt maxTokens,
        OptionalDouble temperature,
        OptionalDouble topP,
        OptionalInt topK,
        OptionalDouble presencePenalty,
        OptionalDouble frequencyPenalty,
        OptionalLong seed,
        List<String> stop,
        Optional<String> user) {

    public static final Sampling DEFAULT =
            new Sampling(
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalLong.empty(),
                    List.of(),
                    Optional.empty());

    public Sampling {
        stop = List.copyOf(stop);
    }

    public Sampling withMaxTokens(int tokens) {
        return new Sampling(
                OptionalInt.of(tokens),
                temperature,
                topP,
                topK,
                presencePenalty,
                frequencyPenalty,
                seed,
                stop,
                user);
    }
}
