package io.spidergate.gateway.protocol;

import io.spidergate.llm.TokenEstimate;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Adds up an answer while its parts go by.
final class Tally {

    private final int captureChars;
    private final StringBuilder captured = new StringBuilder();
    private long outputParts;
    private @Nullable Usage usage;
    private @Nullable Finish finish;
    private boolean content;

    Tally(int captureChars) {
        this(captureChars, "");
    }

    /// @param begun what another said before, which is captured with the rest
    Tally(int captureChars, String begun) {
        this.captureChars = captureChars;
        capture(begun);
    }

    void add(AnswerPart part) {
        switch (part) {
            case AnswerPart.Text(String text) -> {
                said(text);
                capture(text);
            }
            case AnswerPart.Thought(String text) -> said(text);
            case AnswerPart.CallBegun call -> said(call.name());
            case AnswerPart.CallArguments more -> said(more.json());
            case AnswerPart.Finished(Finish reason) -> finish = reason;
            case AnswerPart.Counted(Usage counted) -> usage = counted;
            case AnswerPart.ThoughtSealed sealed -> {}
            case AnswerPart.Ended ended -> {}
            case AnswerPart.Broken broken -> {}
            case AnswerPart.Malformed malformed -> {}
        }
    }

    private void said(String text) {
        content |= !text.isEmpty();
        outputParts += TokenEstimate.parts(text);
    }

    private void capture(String text) {
        int room = captureChars - captured.length();
        if (room > 0) {
            captured.append(text, 0, Math.min(room, text.length()));
        }
    }

    /// Whether a caller would see anything: that is what commits a stream.
    boolean hasContent() {
        return content;
    }

    boolean isFinished() {
        return finish != null;
    }

    /// Nothing was said because the provider kept it back: an answer all the same.
    boolean isFiltered() {
        return finish == Finish.CONTENT_FILTER;
    }

    @Nullable Usage usage() {
        return usage;
    }

    AnswerTotals totals() {
        return new AnswerTotals(
                usage,
                finish == null ? null : finish.name().toLowerCase(Locale.ROOT),
                TokenEstimate.ofParts(outputParts),
                captured.toString());
    }
}
