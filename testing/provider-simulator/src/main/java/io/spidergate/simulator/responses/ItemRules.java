package io.spidergate.simulator.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the Responses API refuses of an input item: its type, its fields, its id, its seal; and of
/// items that lack the one they belong to.
final class ItemRules {

    private static final Map<String, Set<String>> FIELDS =
            Map.of(
                    "message",
                    Set.of("type", "id", "role", "content", "status", "phase"),
                    "function_call",
                    Set.of(
                            "type",
                            "id",
                            "call_id",
                            "name",
                            "arguments",
                            "status",
                            "namespace",
                            "caller",
                            "async"),
                    "function_call_output",
                    Set.of("type", "id", "call_id", "output", "status", "caller"),
                    "reasoning",
                    Set.of("type", "id", "summary", "content", "encrypted_content"));

    /// Taken as they are.
    private static final Set<String> OTHERS =
            Set.of(
                    "item_reference",
                    "custom_tool_call",
                    "custom_tool_call_output",
                    "web_search_call",
                    "file_search_call",
                    "computer_call",
                    "computer_call_output",
                    "code_interpreter_call",
                    "image_generation_call",
                    "local_shell_call",
                    "local_shell_call_output",
                    "mcp_call",
                    "mcp_list_tools",
                    "compaction");

    private static final Map<String, String> ID_PREFIXES =
            Map.of("message", "msg", "function_call", "fc", "reasoning", "rs");

    private final Objections objections;
    private final boolean stored;
    private final ContentRules contents;

    /// @param stored whether the caller lets the provider keep items
    ItemRules(Objections objections, boolean stored) {
        this.objections = objections;
        this.stored = stored;
        this.contents = new ContentRules(objections);
    }

    void check(JsonNode items) {
        for (int at = 0; at < items.size(); at++) {
            shape("input[%d]".formatted(at), items.path(at));
        }
        if (items.isArray()) {
            new ItemOrder(objections, items).check();
        }
    }

    private void shape(String path, JsonNode item) {
        String type = item.path("type").asText("message");
        if (OTHERS.contains(type)) {
            return;
        }
        if (!FIELDS.containsKey(type)) {
            objections.oneOf(
                    path + ".type", item.path("type"), FIELDS.keySet().stream().sorted().toList());
            return;
        }
        fields(path, item, type);
        id(path, item.path("id"), ID_PREFIXES.getOrDefault(type, ""));
        objections.unknown(path, item, FIELDS.getOrDefault(type, Set.of()));
    }

    private void fields(String path, JsonNode item, String type) {
        switch (type) {
            case "function_call" ->
                    List.of("call_id", "name", "arguments")
                            .forEach(field ->
                                    objections.string(path + "." + field, item.path(field)));
            case "function_call_output" -> {
                objections.string(path + ".call_id", item.path("call_id"));
                objections.required(path + ".output", item.path("output"));
            }
            case "reasoning" -> reasoning(path, item);
            default -> contents.check(path, item);
        }
    }

    private void id(String path, JsonNode id, String prefix) {
        if (id.isTextual() && !id.textValue().startsWith(prefix)) {
            objections.fail(
                    path + ".id",
                    "Invalid '%s.id': '%s'. Expected an ID that begins with '%s'."
                            .formatted(path, id.textValue(), prefix),
                    "invalid_value");
        }
    }

    /// What was not stored must come back sealed.
    private void reasoning(String path, JsonNode item) {
        objections.required(path + ".summary", item.path("summary"));
        JsonNode encrypted = item.path("encrypted_content");
        if (encrypted.isTextual()) {
            if (!ReasoningSeal.isGenuine(encrypted.textValue())) {
                objections.fail(
                        "",
                        "The encrypted content %s could not be verified. Reason: Encrypted content could not be decrypted or parsed."
                                .formatted(shortened(encrypted.textValue())),
                        "invalid_encrypted_content");
            }
        } else if (!stored) {
            objections.fail(
                    404,
                    "input",
                    ("Item with id '%s' not found. Items are not persisted when `store` is set to"
                                    + " false. Try again with `store` set to true, or remove this item"
                                    + " from your input.")
                            .formatted(item.path("id").asText()),
                    "item_not_found");
        }
    }

    private static String shortened(String token) {
        return token.length() <= 8
                ? token
                : token.substring(0, 4) + "..." + token.substring(token.length() - 4);
    }
}
