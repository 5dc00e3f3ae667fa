package io.spidergate.llm.moderations;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.TokenEstimate;
import io.spidergate.llm.json.FieldCheck;

/// What is to be judged: a text, texts one by one, or texts and images together.
///
/// @param verdicts how many are asked for
/// @param tokens about how many the texts have
/// @param images whether there are any
public record ModerationInput(int verdicts, long tokens, boolean images) {

    private static final ModerationInput NONE = new ModerationInput(0, 0, false);

    static ModerationInput read(JsonNode input, FieldCheck check) {
        if (absent(input)) {
            check.missing("input");
        } else if (input.isTextual()) {
            return new ModerationInput(1, text("input", input, check), false);
        } else if (!input.isArray()) {
            check.wrongType("input", "a string or an array", input);
        } else if (input.isEmpty()) {
            check.fail("input", "input must not be empty", FieldCheck.INVALID_VALUE);
        } else {
            return input.path(0).isObject() ? together(input, check) : oneByOne(input, check);
        }
        return NONE;
    }

    private static ModerationInput oneByOne(JsonNode texts, FieldCheck check) {
        long tokens = 0;
        for (int at = 0; at < texts.size() && check.clean(); at++) {
            tokens += text("input[" + at + "]", texts.path(at), check);
        }
        return new ModerationInput(texts.size(), tokens, false);
    }

    private static ModerationInput together(JsonNode parts, FieldCheck check) {
        long tokens = 0;
        boolean images = false;
        for (int at = 0; at < parts.size() && check.clean(); at++) {
            String field = "input[" + at + "]";
            JsonNode part = parts.path(at);
            switch (part.path("type").asText()) {
                case "text" -> tokens += text(field + ".text", part.path("text"), check);
                case "image_url" -> {
                    JsonNode url = part.path("image_url").path("url");
                    text(field + ".image_url.url", url, check);
                    images = true;
                }
                default ->
                        check.fail(
                                field + ".type",
                                field + ".type must be text or image_url",
                                FieldCheck.INVALID_VALUE);
            }
        }
        return new ModerationInput(1, tokens, images);
    }

    private static long text(String field, JsonNode text, FieldCheck check) {
        if (absent(text)) {
            check.missing(field);
            return 0;
        }
        check.string(field, text);
        if (text.isTextual() && text.textValue().isEmpty()) {
            check.fail(field, field + " must not be empty", FieldCheck.INVALID_VALUE);
        }
        return TokenEstimate.ofText(text.asText());
    }
}
