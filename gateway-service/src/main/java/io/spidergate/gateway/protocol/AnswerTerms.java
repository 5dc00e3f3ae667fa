package io.spidergate.gateway.protocol;

import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.UpstreamError;
import java.util.function.Function;

/// What holds for the reading of one attempt's answer.
///
/// @param head of the answer where it is written anew
/// @param maxEventBytes largest event of a stream that is taken
/// @param captureChars how much of the answer's text is kept
/// @param continuable whether another may go on with a stream that breaks off
/// @param errorReading what an error inside of a success teaches
public record AnswerTerms(
        AnswerHead head,
        int maxEventBytes,
        int captureChars,
        boolean continuable,
        Function<UpstreamError, UpstreamFailure> errorReading) {}
