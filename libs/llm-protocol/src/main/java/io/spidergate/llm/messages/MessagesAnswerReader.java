package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerReader;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.MalformedReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads Anthropic's messages, plain and as events.
///
/// Rules: an event is what its data's `type` says, or its name where that is missing; blocks,
/// deltas and events of unknown type (tools that the server ran itself among them) are ignored;
/// usage is told once, with the stop reason, put together from both ends of the stream; an error as
/// event or as body is [AnswerPart.Broken]; only `message_stop` ends a stream.
public final class MessagesAnswerReader implements AnswerReader {

    private final BlockReading blocks = new BlockReading();
    private MessagesUsage usage = MessagesUsage.NONE;
    private boolean finished;
    private boolean counted;
    private boolean over;

    @Override
    public List<AnswerPart> plain(byte[] body) {
        return read(body, 0, body.length, this::message);
    }

    @Override
    public List<AnswerPart> event(String name, byte[] buffer, int offset, int length) {
        return read(
                buffer,
                offset,
                length,
                (event, parts) -> event(event.path("type").asText(name), event, parts));
    }

    /// What one body or one event adds to the parts.
    private interface Reading {
        void into(JsonNode root, List<AnswerPart> parts);
    }

    private List<AnswerPart> read(byte[] buffer, int offset, int length, Reading reading) {
        if (over) {
            return List.of();
        }
        List<AnswerPart> parts = new ArrayList<>(4);
        try {
            JsonNode root = Json.MAPPER.readTree(buffer, offset, length);
            JsonNode error = root.path("error");
            if (error.isObject() || error.isTextual()) {
                parts.add(new AnswerPart.Broken(UpstreamError.ofErrorField(error)));
            } else {
                reading.into(root, parts);
            }
        } catch (IOException broken) {
            parts.add(malformed("not a JSON object of a message: " + MalformedReason.of(broken)));
        }
        over = parts.stream().anyMatch(MessagesAnswerReader::isLast);
        return parts;
    }

    private static boolean isLast(AnswerPart part) {
        return part instanceof AnswerPart.Ended
                || part instanceof AnswerPart.Broken
                || part instanceof AnswerPart.Malformed;
    }

    private static AnswerPart malformed(String reason) {
        return new AnswerPart.Malformed(reason);
    }

    private void message(JsonNode message, List<AnswerPart> parts) {
        if (!message.path("content").isArray()) {
            parts.add(malformed("neither content nor error"));
            return;
        }
        for (JsonNode block : message.path("content")) {
            blocks.whole(block, parts);
        }
        finish(message.path("stop_reason"), message.path("usage"), parts);
        parts.add(new AnswerPart.Ended());
    }

    private void event(String type, JsonNode event, List<AnswerPart> parts) {
        boolean complete = finished || counted;
        if (!blocks.event(type, event, parts)) {
            envelope(type, event, parts);
        }
        if (complete && parts.stream().anyMatch(BlockReading::isContent)) {
            parts.clear();
            parts.add(malformed("content after the stop reason"));
        }
    }

    /// Events that are not about one block.
    private void envelope(String type, JsonNode event, List<AnswerPart> parts) {
        switch (type) {
            case "message_start" -> usage = usage.with(event.path("message").path("usage"));
            case "message_delta" -> {
                blocks.end(parts);
                finish(event.path("delta").path("stop_reason"), event.path("usage"), parts);
            }
            case "message_stop" -> {
                blocks.end(parts);
                parts.add(new AnswerPart.Ended());
            }
            case "error" -> parts.add(new AnswerPart.Broken(UpstreamError.ofErrorField(event)));
            default -> {} // ping, and what is yet to be invented
        }
    }

    private void finish(JsonNode reason, JsonNode counts, List<AnswerPart> parts) {
        if (reason.isTextual() && !finished) {
            finished = true;
            parts.add(new AnswerPart.Finished(StopReason.read(reason.textValue())));
        }
        usage = usage.with(counts);
        if (!usage.equals(MessagesUsage.NONE)) { // nothing counted is not the same as zero
            counted = true;
            parts.add(new AnswerPart.Counted(usage.counted()));
        }
    }
}
