package io.spidergate.simulator.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.json.FieldCheck;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// What the Messages API refuses of a content block: its type, its fields, its place, its seal.
final class BlockRules {

    private static final List<String> TYPES =
            List.of(
                    "document",
                    "image",
                    "redacted_thinking",
                    "search_result",
                    "text",
                    "thinking",
                    "tool_result",
                    "tool_use");
    private static final Set<String> USERS =
            Set.of("document", "image", "search_result", "tool_result");
    private static final Set<String> ASSISTANTS =
            Set.of("redacted_thinking", "thinking", "tool_use");
    private static final List<String> PICTURES =
            List.of("image/jpeg", "image/png", "image/gif", "image/webp");
    private static final Set<String> RESULT =
            Set.of("type", "tool_use_id", "content", "is_error", "cache_control", "toolset_name");
    private static final String ID = "[a-zA-Z0-9_-]+";

    private final Objections objections;

    BlockRules(Objections objections) {
        this.objections = objections;
    }

    void check(String path, JsonNode block, String role) {
        objections.tag(path, block, TYPES);
        String type = block.path("type").asText();
        Set<String> others = role.equals("user") ? ASSISTANTS : USERS;
        if (others.contains(type)) {
            objections.at(
                    path,
                    "`%s` blocks can only be in `%s` messages"
                            .formatted(type, role.equals("user") ? "assistant" : "user"));
        }
        shape(path, block, type);
    }

    private void shape(String path, JsonNode block, String type) {
        switch (type) {
            case "text" -> text(path, block);
            case "image" -> image(path + ".image", block);
            case "tool_use" -> toolUse(path + ".tool_use", block);
            case "tool_result" -> toolResult(path + ".tool_result", block);
            case "thinking" -> thinking(path, block);
            case "redacted_thinking" ->
                    objections.at(path, "Invalid `data` in `redacted_thinking` block");
            default -> {} // documents and search results are taken as they are
        }
    }

    private void text(String path, JsonNode block) {
        objections.string(path + ".text.text", block.path("text"));
        if (block.path("text").asText().isEmpty()) {
            objections.at("messages", "text content blocks must be non-empty");
        }
        objections.extra(
                path + ".text", block, Set.of("type", "text", "cache_control", "citations"));
    }

    private void image(String path, JsonNode block) {
        objections.extra(path, block, Set.of("type", "source", "cache_control", "transformations"));
        JsonNode source = block.path("source");
        String at = path + ".source";
        if (!objections.required(at, source)) {
            return;
        }
        objections.tag(at, source, List.of("base64", "file", "url"));
        if (source.path("type").asText().equals("url")) {
            objections.string(at + ".url.url", source.path("url"));
        } else if (source.path("type").asText().equals("base64")) {
            objections.literal(at + ".base64.media_type", source.path("media_type"), PICTURES);
            objections.string(at + ".base64.data", source.path("data"));
            if (!isBase64(source.path("data").asText())) {
                objections.at(at + ".base64", "invalid base64 data");
            }
        }
    }

    private void toolUse(String path, JsonNode block) {
        objections.string(path + ".id", block.path("id"));
        if (!block.path("id").asText().matches(ID)) {
            objections.at(path + ".id", "String should match pattern '^%s$'".formatted(ID));
        }
        objections.string(path + ".name", block.path("name"));
        if (objections.required(path + ".input", block.path("input"))) {
            objections.dictionary(path + ".input", block.path("input"));
        }
        objections.extra(
                path,
                block,
                Set.of("type", "id", "name", "input", "cache_control", "caller", "toolset_name"));
    }

    private void toolResult(String path, JsonNode block) {
        objections.string(path + ".tool_use_id", block.path("tool_use_id"));
        objections.bool(path + ".is_error", block.path("is_error"));
        objections.extra(path, block, RESULT);
        JsonNode content = block.path("content");
        if (FieldCheck.absent(content) || content.isTextual()) {
            return;
        }
        if (objections.list(path + ".content", content)) {
            for (int at = 0; at < content.size(); at++) {
                check(path + ".content." + at, content.path(at), "user");
            }
        }
    }

    private void thinking(String path, JsonNode block) {
        objections.string(path + ".thinking.signature", block.path("signature"));
        objections.string(path + ".thinking.thinking", block.path("thinking"));
        String thought = block.path("thinking").asText();
        if (!ThinkingSeal.isGenuine(block.path("signature").asText(), thought)) {
            objections.at(path, "Invalid `signature` in `thinking` block");
        }
        objections.extra(path + ".thinking", block, Set.of("type", "thinking", "signature"));
    }

    private static boolean isBase64(String data) {
        try {
            return Base64.getDecoder().decode(data).length > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
