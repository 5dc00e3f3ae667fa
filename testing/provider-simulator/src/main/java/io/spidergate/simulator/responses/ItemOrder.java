package io.spidergate.simulator.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What belongs together among input items: a call and its output, wherever they stand; a thought
/// and what came of it, one after the other.
final class ItemOrder {

    /// What a reasoning item may be followed by, besides an assistant's message.
    private static final Set<String> OUTCOMES =
            Set.of("reasoning", "function_call", "custom_tool_call", "web_search_call");

    private final Objections objections;
    private final JsonNode items;

    ItemOrder(Objections objections, JsonNode items) {
        this.objections = objections;
        this.items = items;
    }

    void check() {
        List<String> calls = ids("function_call");
        List<String> outputs = ids("function_call_output");
        for (String output : outputs) {
            if (!calls.contains(output)) {
                refuse(
                        "No tool call found for function call output with call_id %s."
                                .formatted(output));
            }
        }
        for (String call : calls) {
            if (!outputs.contains(call)) {
                refuse("No tool output found for function call %s.".formatted(call));
            }
        }
        for (int at = 0; at < items.size(); at++) {
            outcome(items.path(at), items.path(at + 1));
        }
    }

    private void outcome(JsonNode item, JsonNode next) {
        if (!item.path("type").asText().equals("reasoning")) {
            return;
        }
        boolean follows =
                OUTCOMES.contains(next.path("type").asText())
                        || next.path("role").asText().equals("assistant");
        if (!follows) {
            refuse(
                    "Item '%s' of type 'reasoning' was provided without its required following item."
                            .formatted(item.path("id").asText()));
        }
    }

    private void refuse(String words) {
        objections.fail("input", words, "invalid_value");
    }

    private List<String> ids(String type) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : items) {
            if (item.path("type").asText().equals(type)) {
                ids.add(item.path("call_id").asText());
            }
        }
        return ids;
    }
}
