package io.spidergate.llm.generatecontent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.genai.JsonSerializable;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerationConfig;
import com.google.genai.types.Tool;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.sse.SseDecoder;
import io.spidergate.llm.sse.SseEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/// Google's own Java client as the judge of what is written: its types must parse every body and
/// frame, and find the same in it as was meant.
final class GoogleClient {

    private GoogleClient() {}

    static GenerateContentResponse plain(byte[] body) {
        return GenerateContentResponse.fromJson(new String(body, StandardCharsets.UTF_8));
    }

    static List<GenerateContentResponse> streamed(byte[] frames) {
        List<SseEvent> events = new SseDecoder(1 << 24).decode(frames);
        assertThat(events).allMatch(event -> event.name().equals(SseEvent.MESSAGE));
        return events.stream().map(event -> plain(event.data())).toList();
    }

    static List<JsonNode> trees(byte[] frames) {
        return new SseDecoder(1 << 24)
                .decode(frames).stream().map(event -> tree(event.data())).toList();
    }

    static JsonNode tree(byte[] json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static JsonNode tree(String json) {
        return tree(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /// A request body has no type of its own there, but its parts have: parsed and written again
    /// they must be what they were, so no field is unknown or of another type. The mark of foreign
    /// calls is base64 too, but of the other alphabet, which the API reads and this client does
    /// not.
    static void knowsAllOf(byte[] request) {
        String readable =
                new String(request, StandardCharsets.UTF_8)
                        .replace(Signature.NONE_OF_OURS, Signature.NONE_OF_OURS.replace('_', '/'));
        JsonNode body = tree(readable.getBytes(StandardCharsets.UTF_8));
        body.path("contents")
                .forEach(content -> same(content, Content.fromJson(content.toString())));
        body.path("tools").forEach(tool -> same(tool, Tool.fromJson(tool.toString())));
        if (body.has("systemInstruction")) {
            JsonNode instruction = body.path("systemInstruction");
            same(instruction, Content.fromJson(instruction.toString()));
        }
        if (body.has("toolConfig")) {
            JsonNode config = body.path("toolConfig");
            same(config, com.google.genai.types.ToolConfig.fromJson(config.toString()));
        }
        if (body.has("generationConfig")) {
            JsonNode config = body.path("generationConfig");
            same(config, GenerationConfig.fromJson(config.toString()));
        }
    }

    private static void same(JsonNode written, JsonSerializable parsed) {
        Comparator<JsonNode> byValue =
                (one, other) ->
                        one.isNumber() && other.isNumber()
                                ? Float.compare(one.floatValue(), other.floatValue())
                                : one.equals(other) ? 0 : 1;
        JsonNode again = JsonSerializable.stringToJsonNode(parsed.toJson());
        assertThat(again.equals(byValue, written)).as("%s became %s", written, again).isTrue();
    }
}
