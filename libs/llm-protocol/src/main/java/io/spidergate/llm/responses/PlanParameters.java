package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// Bends a body of `POST /responses` to what OpenAI takes of whoever comes with a ChatGPT plan.
/// Source: facts on subscriptions, section 1.
///
/// Rule: what only tunes an answer is left out with a note; what an answer cannot be without is
/// refused by its name.
public final class PlanParameters {

    private static final List<String> LEFT_OUT =
            List.of(
                    "background",
                    "max_output_tokens",
                    "max_tool_calls",
                    "metadata",
                    "moderation",
                    "prompt_cache_retention",
                    "safety_identifier",
                    "temperature",
                    "top_logprobs",
                    "top_p",
                    "truncation",
                    "user");

    private static final List<String> NEEDED =
            List.of("conversation", "previous_response_id", "prompt");

    private static final Set<String> ABSENT_TOOLS =
            Set.of("image_generation", "file_search", "code_interpreter", "mcp");

    private PlanParameters() {}

    /// @param body as it would go to any other provider; it is changed
    public static WrittenRequest bent(ObjectNode body) {
        for (String field : NEEDED) {
            if (body.hasNonNull(field)) {
                return new WrittenRequest.CannotCarry(field, "a ChatGPT plan does not take it");
            }
            body.remove(field);
        }
        List<String> notes = new ArrayList<>();
        for (String field : LEFT_OUT) {
            JsonNode taken = body.remove(field);
            if (taken != null && !taken.isNull()) {
                notes.add(field + " was left out: a ChatGPT plan does not take it");
            }
        }
        tools(body, notes);
        input(body);
        body.put("store", false);
        body.put("stream", true);
        return new WrittenRequest.Body(Json.bytes(body), notes);
    }

    private static void tools(ObjectNode body, List<String> notes) {
        Iterator<JsonNode> tools = body.path("tools").elements();
        while (tools.hasNext()) {
            String type = tools.next().path("type").asText();
            if (ABSENT_TOOLS.contains(type)) {
                tools.remove();
                notes.add("the tool %s was left out: a ChatGPT plan has none".formatted(type));
            }
        }
        if (body.path("tools").isArray() && body.path("tools").isEmpty()) {
            body.remove("tools");
            body.remove("tool_choice");
        }
    }

    /// A list, in which nobody is the system.
    private static void input(ObjectNode body) {
        JsonNode input = body.path("input");
        if (input.isTextual()) {
            ArrayNode list = body.putArray("input");
            list.addObject()
                    .put("type", "message")
                    .put("role", "user")
                    .put("content", input.asText());
            return;
        }
        for (JsonNode item : input) {
            if (item instanceof ObjectNode message
                    && message.path("role").asText().equals("system")) {
                message.put("role", "developer");
            }
        }
    }
}
