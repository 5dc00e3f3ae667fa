package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.FieldSpans;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.Span;
import java.nio.charset.StandardCharsets;
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
    static WrittenRequest of(
            ObjectNode caller,
            FieldSpans fields,
            String model,
            boolean stream,
            Set<String> quirks) {
        ObjectNode body = retargeted(caller, model, stream, quirks);
        Bending bending = new Bending(body, quirks);
        if (bending.impossible() != null) {
            return bending.impossible();
        }
        return new WrittenRequest.Body(
                fields.isKnown() && isRetargetedOnly(caller, body)
                        ? spliced(fields, model, body)
                        : Json.bytes(body),
                bending.notes());
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

    private static ObjectNode retargeted(
            ObjectNode caller, String model, boolean stream, Set<String> quirks) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.setAll(caller);
        body.put(MODEL, model);
        body.remove("spidergate_options");
        body.remove(STREAM_OPTIONS);
        if (stream && !quirks.contains(Quirk.NO_STREAM_OPTIONS)) {
            body.set(STREAM_OPTIONS, askingForUsage(caller.path(STREAM_OPTIONS)));
        }
        return body;
    }

    private static ObjectNode askingForUsage(JsonNode callersOptions) {
        ObjectNode options = Json.MAPPER.createObjectNode();
        if (callersOptions instanceof ObjectNode object) {
            options.setAll(object);
        }
        return options.put("include_usage", true);
    }
}
