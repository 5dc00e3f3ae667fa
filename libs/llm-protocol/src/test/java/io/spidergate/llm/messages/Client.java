package io.spidergate.llm.messages;

import com.anthropic.core.ObjectMappers;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spidergate.llm.sse.SseDecoder;
import io.spidergate.llm.sse.SseEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Anthropic's own client, with its validation on.
final class Client {

    private static final JsonMapper MAPPER = ObjectMappers.jsonMapper();

    private Client() {}

    static Message plain(byte[] body) {
        try {
            return MAPPER.readValue(body, Message.class).validate();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// Skips `ping`, as the client's own stream does.
    static Message streamed(byte[] frames) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        for (SseEvent event : events(frames)) {
            if (!event.name().equals("ping")) {
                accumulator.accumulate(event(event).validate());
            }
        }
        return accumulator.message().validate();
    }

    static List<SseEvent> events(byte[] frames) {
        List<SseEvent> events = new ArrayList<>();
        SseDecoder decoder = new SseDecoder(1 << 20);
        decoder.feed(frames, SseDecoder.copyingInto(events));
        decoder.finish(SseDecoder.copyingInto(events));
        return events;
    }

    private static RawMessageStreamEvent event(SseEvent event) {
        try {
            return MAPPER.readValue(event.text(), RawMessageStreamEvent.class);
        } catch (JsonProcessingException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
