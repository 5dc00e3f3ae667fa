package io.spidergate.llm.moderations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.DocumentAnswer;
import java.util.Optional;

/// Reads a provider's answer to a request for verdicts.
///
/// Law: a verdict is never made up. One that does not say whether the input is `flagged`
/// (Mistral's) is flagged if it says so of any category, and is no verdict if it does not say yes
/// or no of each.
public final class ModerationAnswer {

    private ModerationAnswer() {}

    /// Never throws, whatever the bytes.
    ///
    /// @param asked how many verdicts must be there
    /// @param servedModel the name under which the caller gets the answer
    public static DocumentAnswer read(byte[] body, int asked, String servedModel) {
        return DocumentAnswer.read(
                body, "results", asked, asked, servedModel, ModerationAnswer::completed);
    }

    private static Optional<String> completed(JsonNode verdict) {
        if (verdict.path("flagged").isBoolean()) {
            return Optional.empty();
        }
        JsonNode categories = verdict.path("categories");
        if (!(verdict instanceof ObjectNode open) || categories.isEmpty()) {
            return Optional.of("a result has neither flagged nor categories");
        }
        boolean flagged = false;
        for (JsonNode category : categories) {
            if (!category.isBoolean()) {
                return Optional.of("a category is neither true nor false");
            }
            flagged |= category.booleanValue();
        }
        open.put("flagged", flagged);
        return Optional.empty();
    }
}
