package io.spidergate.llm.responses;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.conversation.DataUrl;
import io.spidergate.llm.conversation.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The `content` of messages and the `output` of functions: a string, or an array of parts.
///
/// Rule: pictures go by their data or their address; their `detail` only tunes and is left out.
/// Files, audio and what is named by a `file_id` are refused: the answer would be about something
/// that the model never saw.
final class ContentParts {

    private final RequestCheck check;

    ContentParts(RequestCheck check) {
        this.check = check;
    }

    /// What a user or a function says.
    List<Part> parts(String at, JsonNode content) {
        if (content.isTextual()) {
            return List.of(new Part.Text(content.textValue()));
        }
        List<Part> parts = new ArrayList<>();
        if (walkable(at, content)) {
            for (int index = 0; index < content.size() && check.clean(); index++) {
                part(at + "[" + index + "]", content.path(index)).ifPresent(parts::add);
            }
        }
        return parts;
    }

    /// What a model said or an application demands: texts alone.
    List<String> texts(String at, JsonNode content) {
        if (content.isTextual()) {
            return List.of(content.textValue());
        }
        List<String> texts = new ArrayList<>();
        if (walkable(at, content)) {
            for (int index = 0; index < content.size() && check.clean(); index++) {
                texts.add(text(at + "[" + index + "]", content.path(index)));
            }
        }
        return texts;
    }

    private boolean walkable(String at, JsonNode content) {
        if (absent(content)) {
            check.fields().missing(at);
        }
        return check.array(at, content, "a string or an array of parts");
    }

    private Optional<Part> part(String at, JsonNode part) {
        check.fields().requiredObject(at, part);
        check.fields().requiredString(at + ".type", part.path("type"), RequestCheck.MAX_NAME);
        return switch (part.path("type").asText()) {
            case "input_text", "output_text", "text", "refusal" ->
                    Optional.of(new Part.Text(text(at, part)));
            case "input_image" -> image(at, part);
            case "input_file", "input_audio" -> unsupported(at, part);
            default -> unknown(at, part, "input_text, input_image, output_text, refusal");
        };
    }

    private String text(String at, JsonNode part) {
        check.fields().requiredObject(at, part);
        check.fields().requiredString(at + ".type", part.path("type"), RequestCheck.MAX_NAME);
        return switch (part.path("type").asText()) {
            case "input_text", "output_text", "text" -> check.text(at + ".text", part.path("text"));
            case "refusal" -> check.text(at + ".refusal", part.path("refusal"));
            default -> {
                unknown(at, part, "input_text, output_text, refusal");
                yield "";
            }
        };
    }

    private Optional<Part> image(String at, JsonNode part) {
        if (absent(part.path("image_url")) && part.hasNonNull("file_id")) {
            check.refuse(
                    at + ".file_id",
                    at
                            + ".file_id names a stored file, but nothing is stored here; send the"
                            + " picture as image_url, by its address or as a data: URL");
            return Optional.empty();
        }
        JsonNode url = part.path("image_url");
        check.fields().requiredString(at + ".image_url", url, Integer.MAX_VALUE);
        return check.clean() ? picture(at + ".image_url", url) : Optional.empty();
    }

    private Optional<Part> picture(String at, JsonNode value) {
        Part picture = DataUrl.image(value.textValue());
        boolean known =
                switch (picture) {
                    case Part.InlineImage(String mediaType, String _) ->
                            mediaType.startsWith("image/");
                    case Part.LinkedImage(String url) ->
                            url.startsWith("https://") || url.startsWith("http://");
                    case Part.Text _ -> false;
                };
        if (!known) {
            check.fields().wrongValue(at, "an http(s) address or a data:image/…;base64 URL", value);
        }
        return Optional.of(picture).filter(_ -> known);
    }

    private Optional<Part> unsupported(String at, JsonNode part) {
        String type = part.path("type").asText();
        check.refuse(
                at + ".type",
                "%s.type is %s, which is not supported; send text as input_text and pictures as input_image"
                        .formatted(at, type));
        return Optional.empty();
    }

    private Optional<Part> unknown(String at, JsonNode part, String known) {
        if (check.clean()) {
            check.fields().wrongValue(at + ".type", "one of " + known, part.path("type"));
        }
        return Optional.empty();
    }
}
