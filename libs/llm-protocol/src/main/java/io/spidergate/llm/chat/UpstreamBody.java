package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;
import java.util.List;
import java.util.Set;

/// Turns the caller's body into the one that a provider gets. The caller's tree is never changed:
/// it is needed again by the next attempt.
final class UpstreamBody {

    private UpstreamBody() {}

    static byte[] of(ObjectNode caller, String model, boolean stream, Set<String> quirks) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.setAll(caller);
        body.put("model", model);
        body.remove("spidergate_options");
        body.remove("stream_options");
        if (stream && !quirks.contains(Quirk.NO_STREAM_OPTIONS)) {
            body.set("stream_options", askingForUsage(caller.path("stream_options")));
        }
        bend(body, quirks);
        return Json.bytes(body);
    }

    private static ObjectNode askingForUsage(JsonNode callersOptions) {
        ObjectNode options = Json.MAPPER.createObjectNode();
        if (callersOptions instanceof ObjectNode object) {
            options.setAll(object);
        }
        return options.put("include_usage", true);
    }

    private static void bend(ObjectNode body, Set<String> quirks) {
        for (String quirk : quirks) {
            switch (quirk) {
                case Quirk.MAX_COMPLETION_TOKENS ->
                        rename(body, "max_tokens", "max_completion_tokens");
                case Quirk.MAX_TOKENS -> rename(body, "max_completion_tokens", "max_tokens");
                case Quirk.RANDOM_SEED -> rename(body, "seed", "random_seed");
                case Quirk.NO_DEVELOPER_ROLE -> developersToSystem(body);
                case Quirk.NO_STORE -> body.remove(List.of("store", "metadata"));
                case Quirk.SINGLE_TOOL_CALL -> singleCall(body);
                case Quirk.NO_PARALLEL_TOOL_CALLS -> body.remove("parallel_tool_calls");
                case Quirk.NO_LOGPROBS ->
                        body.remove(List.of("logprobs", "top_logprobs", "logit_bias"));
                case Quirk.NO_REASONING_EFFORT -> body.remove("reasoning_effort");
                default -> {} // a quirk of another part of the dialect
            }
        }
    }

    private static void rename(ObjectNode body, String from, String to) {
        JsonNode value = body.remove(from);
        if (value != null && !body.hasNonNull(to)) {
            body.set(to, value);
        }
    }

    private static void singleCall(ObjectNode body) {
        if (!body.path("tools").isEmpty()) {
            body.put("parallel_tool_calls", false);
        }
    }

    private static void developersToSystem(ObjectNode body) {
        ArrayNode messages = Json.MAPPER.createArrayNode();
        for (JsonNode message : body.path("messages")) {
            boolean developer = message.path("role").asText().equals("developer");
            messages.add(developer ? asSystem(message) : message);
        }
        body.set("messages", messages);
    }

    private static ObjectNode asSystem(JsonNode message) {
        ObjectNode copy = Json.MAPPER.createObjectNode();
        message.properties().forEach(field -> copy.set(field.getKey(), field.getValue()));
        return copy.put("role", "system");
    }
}
