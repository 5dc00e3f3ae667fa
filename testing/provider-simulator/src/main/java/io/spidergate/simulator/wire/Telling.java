package io.spidergate.simulator.wire;

import io.spidergate.simulator.assistant.Answer;
import io.spidergate.simulator.assistant.Pieces;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer, and what else its form needs to know.
///
/// @param number of the call, from which ids are made
/// @param model as it was asked for
/// @param chunks how many chunks the text is sent in, or null for one a token
/// @param withUsage whether usage is told
public record Telling(
        long number,
        String model,
        Instant now,
        Answer answer,
        @Nullable Integer chunks,
        boolean withUsage) {

    /// The text as it is streamed.
    public List<String> texts() {
        return Pieces.grouped(answer.pieces(), chunks);
    }
}
