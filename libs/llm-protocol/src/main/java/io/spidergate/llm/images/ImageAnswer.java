package io.spidergate.llm.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.DocumentAnswer;
import io.spidergate.llm.json.LongText;
import java.util.List;
import java.util.Optional;

/// Reads a provider's answer to a request for images.
///
/// Some providers make fewer than were asked for; what there is was paid for and is handed over.
public final class ImageAnswer {

    private static final List<String> FORMS = List.of("url", "b64_json");

    private ImageAnswer() {}

    /// Never throws, whatever the bytes.
    ///
    /// @param asked how many images there may be
    /// @param servedModel the name under which the caller gets the answer
    public static DocumentAnswer read(byte[] body, int asked, String servedModel) {
        return DocumentAnswer.read(body, "data", 1, asked, servedModel, ImageAnswer::wrong);
    }

    private static Optional<String> wrong(JsonNode image) {
        for (String form : FORMS) {
            JsonNode value = image.path(form);
            if (value instanceof LongText || !value.asText("").isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of("an image has neither url nor b64_json");
    }
}
