package io.spidergate.simulator.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/// What the Responses API refuses of a message: an assistant's parts are output, everyone else's
/// are input.
final class ContentRules {

    private static final List<String> INPUT = List.of("input_text", "input_image", "input_file");
    private static final List<String> OUTPUT = List.of("output_text", "refusal");

    private final Objections objections;

    ContentRules(Objections objections) {
        this.objections = objections;
    }

    void check(String path, JsonNode message) {
        if (!objections.required(path + ".role", message.path("role"))) {
            return;
        }
        objections.oneOf(
                path + ".role",
                message.path("role"),
                List.of("assistant", "system", "developer", "user"));
        JsonNode content = message.path("content");
        if (!objections.required(path + ".content", content) || content.isTextual()) {
            return;
        }
        if (!content.isArray()) {
            objections.type(
                    path + ".content", "one of a string or array of content parts", content);
        }
        boolean assistants = message.path("role").asText().equals("assistant");
        parts(path, content, assistants ? OUTPUT : INPUT);
    }

    private void parts(String path, JsonNode content, List<String> types) {
        for (int at = 0; at < content.size(); at++) {
            part("%s.content[%d]".formatted(path, at), content.path(at), types);
        }
    }

    private void part(String path, JsonNode part, List<String> types) {
        if (!objections.required(path + ".type", part.path("type"))) {
            return;
        }
        objections.oneOf(path + ".type", part.path("type"), types);
        switch (part.path("type").asText()) {
            case "input_text", "output_text" -> {
                objections.string(path + ".text", part.path("text"));
                objections.unknown(
                        path,
                        part,
                        Set.of(
                                "type",
                                "text",
                                "annotations",
                                "logprobs",
                                "prompt_cache_breakpoint"));
            }
            case "input_image" -> image(path, part);
            default -> {} // files and refusals are taken as they are
        }
    }

    private void image(String path, JsonNode part) {
        JsonNode url = part.path("image_url");
        if (!url.isMissingNode() && !url.isTextual()) {
            objections.type(path + ".image_url", "an image URL", url);
        }
        if (url.isTextual() && !url.textValue().matches("(?s)(https?|data):.+")) {
            objections.fail(
                    path + ".image_url",
                    "Invalid '%s.image_url'. Expected a valid URL, but got a value with an invalid format."
                            .formatted(path),
                    "invalid_value");
        }
        objections.unknown(
                path,
                part,
                Set.of("type", "image_url", "file_id", "detail", "prompt_cache_breakpoint"));
    }
}
