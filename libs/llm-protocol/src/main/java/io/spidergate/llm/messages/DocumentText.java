package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.json.FieldCheck;
import java.util.ArrayList;
import java.util.List;

/// Documents and search results as the text that they are: title and source in lines of their own,
/// then the content. Documents that are no text (PDF, files) are refused by name.
final class DocumentText {

    private final FieldCheck check;

    DocumentText(FieldCheck check) {
        this.check = check;
    }

    String ofDocument(String at, JsonNode block) {
        JsonNode source = block.path("source");
        check.requiredObject(at + ".source", source);
        List<String> lines = new ArrayList<>();
        line(at, "title", block, lines);
        line(at, "context", block, lines);
        switch (source.path("type").asText()) {
            case "text" -> {
                check.requiredString(at + ".source.data", source.path("data"), Integer.MAX_VALUE);
                lines.add(source.path("data").asText());
            }
            case "content" -> content(at + ".source.content", source.path("content"), lines);
            case String type ->
                    check.fail(
                            at + ".source.type",
                            "%s.source.type must be text or content, not %s: other documents are not carried"
                                    .formatted(at, type.isEmpty() ? "nothing" : type),
                            FieldCheck.UNSUPPORTED);
        }
        return String.join("\n", lines);
    }

    String ofSearchResult(String at, JsonNode block) {
        List<String> lines = new ArrayList<>();
        line(at, "title", block, lines);
        line(at, "source", block, lines);
        content(at + ".content", block.path("content"), lines);
        return String.join("\n", lines);
    }

    private void line(String at, String field, JsonNode block, List<String> lines) {
        check.string(at + "." + field, block.path(field));
        if (!block.path(field).asText("").isEmpty()) {
            lines.add(block.path(field).asText());
        }
    }

    private void content(String at, JsonNode content, List<String> lines) {
        if (content.isTextual()) {
            lines.add(content.textValue());
            return;
        }
        if (!content.isArray()) {
            check.wrongType(at, "a string or an array of text blocks", content);
        }
        for (int index = 0; index < content.size() && check.clean(); index++) {
            String block = at + "[" + index + "]";
            check.oneOf(block + ".type", content.path(index).path("type"), List.of("text"));
            check.string(block + ".text", content.path(index).path("text"));
            lines.add(content.path(index).path("text").asText());
        }
    }
}
