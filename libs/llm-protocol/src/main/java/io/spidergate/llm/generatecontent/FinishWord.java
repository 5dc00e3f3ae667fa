package io.spidergate.llm.generatecontent;

import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.UpstreamError;
import java.util.Set;

/// `finishReason`.
///
/// | word | part |
/// |---|---|
/// | `STOP`, `FINISH_REASON_UNSPECIFIED` | [Finish#STOP], or [Finish#TOOL_CALLS] where calls came |
/// | `MAX_TOKENS` | [Finish#LENGTH] |
/// | the filters: `SAFETY`, `RECITATION`, `SPII`, … | [Finish#CONTENT_FILTER] |
/// | any other: `MALFORMED_FUNCTION_CALL`, `UNEXPECTED_TOOL_CALL`, `OTHER`, … | [AnswerPart.Broken] with the word as code |
///
/// Every word that Google added since the first five names a failure, so an unknown one is taken
/// for a failure and not for an end.
final class FinishWord {

    private static final Set<String> FILTERS =
            Set.of(
                    "SAFETY",
                    "RECITATION",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "LANGUAGE",
                    "MODEL_ARMOR",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION");

    private FinishWord() {}

    /// @param called whether the answer has calls
    /// @param message Google's own explanation, or empty
    static AnswerPart read(String word, boolean called, String message) {
        if (FILTERS.contains(word)) {
            return new AnswerPart.Finished(Finish.CONTENT_FILTER);
        }
        return switch (word) {
            case "STOP", "FINISH_REASON_UNSPECIFIED" ->
                    new AnswerPart.Finished(called ? Finish.TOOL_CALLS : Finish.STOP);
            case "MAX_TOKENS" -> new AnswerPart.Finished(Finish.LENGTH);
            default -> new AnswerPart.Broken(new UpstreamError("finish_reason", word, message));
        };
    }

    static String of(Finish finish) {
        return switch (finish) {
            case STOP, TOOL_CALLS -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case CONTENT_FILTER -> "SAFETY";
        };
    }
}
