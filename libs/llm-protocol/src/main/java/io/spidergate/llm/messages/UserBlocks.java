package io.spidergate.llm.messages;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.FieldCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads what a user's message is made of.
///
/// Rule: the model must see all of it, so a block of a kind that the hub has no place for is
/// refused by its name; only references to Anthropic's own tools are left out, with those tools.
final class UserBlocks {

    private static final List<String> KINDS =
            List.of("text", "image", "tool_result", "document", "search_result");
    private static final List<String> RESULT_KINDS =
            List.of("text", "image", "document", "search_result");
    private static final int MAX_ID = 512;

    private final FieldCheck check;
    private final Set<String> notes;
    private final DocumentText documents;

    UserBlocks(FieldCheck check, Set<String> notes) {
        this.check = check;
        this.notes = notes;
        this.documents = new DocumentText(check);
    }

    /// One message, its results apart from the rest.
    record Said(List<Turn> results, List<Part> parts) {}

    Said of(String at, JsonNode content) {
        Said said = new Said(new ArrayList<>(), new ArrayList<>());
        read(at, content, KINDS, said);
        return said;
    }

    private void read(String at, JsonNode content, List<String> kinds, Said said) {
        if (content.isTextual()) {
            said.parts().add(new Part.Text(content.textValue()));
            return;
        }
        if (!content.isArray()) {
            check.wrongType(at, "a string or an array of blocks", content);
        }
        for (int index = 0; index < content.size() && check.clean(); index++) {
            block(at + "[" + index + "]", content.path(index), kinds, said);
        }
    }

    private void block(String at, JsonNode block, List<String> kinds, Said said) {
        check.requiredObject(at, block);
        String type = block.path("type").asText();
        if (type.equals("tool_reference")) {
            notes.add("a tool_reference was left out: only Anthropic searches tools");
            return;
        }
        if (check.clean()) {
            check.oneOf(at + ".type", block.path("type"), kinds);
        }
        switch (type) {
            case "text" -> said.parts().add(new Part.Text(text(at, block)));
            case "image" -> said.parts().add(image(at + ".source", block.path("source")));
            case "document" -> said.parts().add(new Part.Text(documents.ofDocument(at, block)));
            case "search_result" ->
                    said.parts().add(new Part.Text(documents.ofSearchResult(at, block)));
            default -> said.results().add(result(at, block));
        }
    }

    String text(String at, JsonNode block) {
        JsonNode text = block.path("text");
        if (absent(text)) {
            check.missing(at + ".text");
        }
        check.string(at + ".text", text);
        return text.asText();
    }

    private Turn result(String at, JsonNode block) {
        check.requiredString(at + ".tool_use_id", block.path("tool_use_id"), MAX_ID);
        check.bool(at + ".is_error", block.path("is_error"));
        Said said = new Said(new ArrayList<>(), new ArrayList<>());
        if (!absent(block.path("content"))) {
            read(at + ".content", block.path("content"), RESULT_KINDS, said);
        }
        return new Turn.ToolResult(
                block.path("tool_use_id").asText(),
                said.parts(),
                block.path("is_error").asBoolean());
    }

    private Part image(String at, JsonNode source) {
        check.requiredObject(at, source);
        if (check.clean()) {
            check.oneOf(at + ".type", source.path("type"), List.of("base64", "url"));
        }
        if (source.path("type").asText().equals("url")) {
            check.requiredString(at + ".url", source.path("url"), Integer.MAX_VALUE);
            return new Part.LinkedImage(source.path("url").asText());
        }
        check.requiredString(at + ".media_type", source.path("media_type"), MAX_ID);
        check.requiredString(at + ".data", source.path("data"), Integer.MAX_VALUE);
        return new Part.InlineImage(
                source.path("media_type").asText(), source.path("data").asText());
    }
}
