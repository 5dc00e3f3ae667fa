package io.spidergate.gateway.exchange;

import io.spidergate.gateway.protocol.AnswerTotals;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.answer.Usage;
import org.jspecify.annotations.Nullable;

/// How an attempt ended.
sealed interface AttemptEnd {

    /// A plain answer is there, whole.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answered(byte[] json, AnswerTotals totals) implements AttemptEnd {}

    /// A stream was passed on to its end; only its closing frames are left to send.
    record Streamed(AnswerTotals totals) implements AttemptEnd {}

    /// Nothing has been passed on.
    ///
    /// @param measured what the provider said that it used all the same
    record Failed(UpstreamFailure failure, @Nullable Usage measured) implements AttemptEnd {}

    /// A stream broke after content had been passed on.
    record Cut(UpstreamFailure failure, AnswerTotals totals) implements AttemptEnd {}
}
