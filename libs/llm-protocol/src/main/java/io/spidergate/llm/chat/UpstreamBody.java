package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.FieldSpans;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns the caller's body into the one that a provider gets. The caller's tree is never changed:
/// it is needed again by the next attempt.
///
/// Where no more than the model's name and the wish for usage are to be replaced, the caller's own
/// bytes are taken: to write a long conversation anew costs more than all else that is done to it.
final class UpstreamBody {

    private UpstreamBody() {}

    private static final String MODEL = "model";
    private static final String STREAM_OPTIONS = "stream_options";

    /// @param fields where the fields of `caller` lie in its bytes
    static byte[] of(
            ObjectNode caller,
            FieldSpans fields,
            String model,
            boolean stream,
            Set<String> quirks) {
        ObjectNode body = bent(caller, model, stream, quirks);
        return fields.isKnown() && isRetargetedOnly(caller, body)
                ? spliced(fields, model, body)
                : Json.bytes(body);
    }

    private static boolean isRetargetedOnly(ObjectNode caller, ObjectNode body) {
        for (Map.Entry<String, JsonNode> field : caller.properties()) {
            JsonNode now = body.get(field.getKey());
            boolean replaced =
                    field.getKey().equals(MODEL) || field.getKey().equals(STREAM_OPTIONS);
            if (now == null || (!replaced && !now.equals(field.getValue()))) {
                return false;
            }
        }
        int added = body.has(STREAM_OPTIONS) && !caller.has(STREAM_OPTIONS) ? 1 : 0;
        return body.size() == caller.size() + added;
    }

    private static byte[] spliced(FieldSpans fields, String model, ObjectNode body) {
        Span.Replacement named = fields.of(MODEL).by(Span.text(model));
        JsonNode options = body.get(STREAM_OPTIONS);
        byte[] json = fields.json();
        return options == null
                ? Span.replace(json, 0, json.length, named)
                : Span.replace(json, 0, json.length, named, asking(fields, options));
    }

    private static Span.Replacement asking(FieldSpans fields, JsonNode options) {
        Span place = fields.of(STREAM_OPTIONS);
        return place.start() < 0
                ? fields.end()
                        .by(
                                (",\"" + STREAM_OPTIONS + "\":" + options)
                                        .getBytes(StandardCharsets.UTF_8))
                : place.by(Json.bytes(options));
    }

    private static ObjectNode bent(
            ObjectNode caller, String model, boolean stream, Set<String> quirks) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.setAll(caller);
        body.put(MODEL, model);
        body.remove("spidergate_options");
        body.remove(STREAM_OPTIONS);
        if (stream && !quirks.contains(Quirk.NO_STREAM_OPTIONS)) {
            body.set(STREAM_OPTIONS, askingForUsage(caller.path(STREAM_OPTIONS)));
        }
        bend(body, quirks);
        return body;
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
        boolean changed = false;
        for (JsonNode message : body.path("messages")) {
            boolean developer = message.path("role").asText().equals("developer");
            changed |= developer;
            messages.add(developer ? asSystem(message) : message);
        }
        if (changed) {
            body.set("messages", messages);
        }
    }

    private static ObjectNode asSystem(JsonNode message) {
        ObjectNode copy = Json.MAPPER.createObjectNode();
        message.properties().forEach(field -> copy.set(field.getKey(), field.getValue()));
        return copy.put("role", "system");
    }
}
