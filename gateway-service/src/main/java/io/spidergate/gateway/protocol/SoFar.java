package io.spidergate.gateway.protocol;

import io.spidergate.llm.answer.AnswerPart;
import org.jspecify.annotations.Nullable;

/// The text of an answer, kept as long as another could go on with it.
final class SoFar {

    /// A longer answer is not gone on with: it would be sent again, and paid for, as a prompt.
    static final int MOST = 256 * 1024;

    private @Nullable StringBuilder text;

    /// @param wanted whether anybody may go on with this answer
    SoFar(boolean wanted, String begun) {
        this.text = wanted ? new StringBuilder(begun) : null;
    }

    /// @param part that the caller has
    void add(AnswerPart part) {
        switch (part) {
            case AnswerPart.Text(String more) -> text(more);
            case AnswerPart.CallBegun call -> somethingElse();
            case AnswerPart.Finished finished -> somethingElse();
            case AnswerPart.CallArguments more -> {}
            case AnswerPart.Thought thought -> {}
            case AnswerPart.ThoughtSealed sealed -> {}
            case AnswerPart.Counted counted -> {}
            case AnswerPart.Ended ended -> {}
            case AnswerPart.Broken broken -> {}
            case AnswerPart.Malformed malformed -> {}
        }
    }

    void text(String more) {
        if (text == null) {
            return;
        }
        if (text.length() + more.length() > MOST) {
            text = null;
        } else {
            text.append(more);
        }
    }

    /// Something came that cannot be gone on with: a call, or the end.
    void somethingElse() {
        text = null;
    }

    /// @return null where nobody can go on
    @Nullable String said() {
        return text == null ? null : text.toString();
    }
}
