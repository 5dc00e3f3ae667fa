package io.spidergate.gateway.protocol;

import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.answer.Usage;
import org.jspecify.annotations.Nullable;

/// What a plain body turned out to be.
public sealed interface PlainAnswer {

    /// @param json a JSON object for the caller
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Whole(byte[] json, AnswerTotals totals) implements PlainAnswer {}

    /// @param measured what the provider said that it used all the same
    record Unusable(UpstreamFailure failure, @Nullable Usage measured) implements PlainAnswer {}
}
