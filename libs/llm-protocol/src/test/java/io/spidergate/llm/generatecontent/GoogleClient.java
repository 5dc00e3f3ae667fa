package io.spidergate.llm.generatecontent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.genai.types.GenerateContentResponse;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.sse.SseDecoder;
import io.spidergate.llm.sse.SseEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
}
