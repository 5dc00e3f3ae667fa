package io.spidergate.llm.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.ObjectMappers;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.sse.SseDecoder;
import io.spidergate.llm.sse.SseEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/// OpenAI's own Java client as the judge of what is written: every event and body must parse and
/// pass its strict validation.
final class OpenAiClient {

    private OpenAiClient() {}

    static List<SseEvent> events(byte[] frames) {
        return new SseDecoder(1 << 24).decode(frames);
    }

    static List<JsonNode> trees(byte[] frames) {
        return events(frames).stream().map(event -> tree(event.data())).toList();
    }

    /// The response at the end of a stream whose every event is valid, named like its type and
    /// numbered.
    static Response streamed(byte[] frames) {
        List<SseEvent> events = events(frames);
        List<JsonNode> trees = trees(frames);
        assertThat(trees.stream().map(tree -> tree.path("type").asText()).toList())
                .isEqualTo(events.stream().map(SseEvent::name).toList());
        assertThat(trees.stream().map(tree -> tree.path("sequence_number").asInt()).toList())
                .isEqualTo(IntStream.range(0, trees.size()).boxed().toList());
        ResponseAccumulator accumulator = ResponseAccumulator.createWithSnapshots();
        events.forEach(event -> accumulator.accumulate(parse(event)));
        Response told = accumulator.response().validate();
        if (trees.getLast().path("type").asText().equals("response.completed")) {
            assertThat(accumulator.reconstructedResponse().output()).isEqualTo(told.output());
        }
        return told;
    }

    static Response plain(byte[] body) {
        try {
            return ObjectMappers.jsonMapper().readValue(body, Response.class).validate();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static JsonNode tree(byte[] json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ResponseStreamEvent parse(SseEvent event) {
        try {
            return ObjectMappers.jsonMapper()
                    .readValue(event.data(), ResponseStreamEvent.class)
                    .validate();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
