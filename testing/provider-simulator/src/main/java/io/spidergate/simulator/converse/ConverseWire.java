package io.spidergate.simulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.assistant.Answer;
import io.spidergate.simulator.assistant.Answer.ToolCall;
import io.spidergate.simulator.assistant.Finish;
import io.spidergate.simulator.messages.MessagesProtocol;
import io.spidergate.simulator.wire.Bodies;
import io.spidergate.simulator.wire.Failure;
import io.spidergate.simulator.wire.Frame;
import io.spidergate.simulator.wire.Telling;
import io.spidergate.simulator.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes an answer as Converse's document or as its binary events.
record ConverseWire(Telling telling) implements Wire {

    /// The real API cuts the arguments anywhere, also within words.
    private static final int FRAGMENT = 11;

    @Override
    public String streamType() {
        return "application/vnd.amazon.eventstream";
    }

    @Override
    public JsonNode document() {
        ObjectNode body = Bodies.object();
        ObjectNode message = body.putObject("output").putObject("message");
        ArrayNode content = message.put("role", "assistant").putArray("content");
        if (!answer().thoughts().isEmpty()) {
            content.addObject()
                    .putObject("reasoningContent")
                    .putObject("reasoningText")
                    .put("text", answer().thought())
                    .put("signature", MessagesProtocol.signature(answer().thought()));
        }
        if (!answer().text().isEmpty()) {
            content.addObject().put("text", answer().text());
        }
        for (ToolCall call : answer().toolCalls()) {
            head(call, content.addObject()).set("input", Bodies.tree(call.arguments()));
        }
        body.put("stopReason", stopReason());
        metadata(body);
        return body;
    }

    private void metadata(ObjectNode body) {
        Answer.Usage told = answer().usage();
        if (telling.withUsage()) {
            body.putObject("usage")
                    .put("inputTokens", told.prompt() - told.cached())
                    .put("cacheReadInputTokens", told.cached())
                    .put("cacheWriteInputTokens", 0)
                    .put("outputTokens", told.completion())
                    .put("totalTokens", told.total());
        }
        body.putObject("metrics").put("latencyMs", 5);
    }

    private static ObjectNode head(ToolCall call, ObjectNode block) {
        return block.putObject("toolUse")
                .put("toolUseId", "tooluse_" + call.id())
                .put("name", call.name());
    }

    @Override
    public List<Frame> opening() {
        return List.of(around("messageStart", Bodies.object().put("role", "assistant")));
    }

    /// Texts and thoughts begin with their first delta, calls with a start.
    @Override
    public List<Frame> content() {
        List<Frame> frames = new ArrayList<>();
        int index = 0;
        if (!answer().thoughts().isEmpty()) {
            thoughts(index++, frames);
        }
        if (!answer().pieces().isEmpty()) {
            for (String text : telling.texts()) {
                frames.add(delta(index, Bodies.object().put("text", text)));
            }
            frames.add(stop(index++));
        }
        for (ToolCall call : answer().toolCalls()) {
            call(index++, call, frames);
        }
        return frames;
    }

    private void thoughts(int index, List<Frame> frames) {
        for (String thought : answer().thoughts()) {
            frames.add(delta(index, reasoning("text", thought)));
        }
        frames.add(
                delta(
                        index,
                        reasoning("signature", MessagesProtocol.signature(answer().thought()))));
        frames.add(stop(index));
    }

    private static ObjectNode reasoning(String field, String value) {
        ObjectNode delta = Bodies.object();
        delta.putObject("reasoningContent").put(field, value);
        return delta;
    }

    private static void call(int index, ToolCall call, List<Frame> frames) {
        ObjectNode start = Bodies.object().put("contentBlockIndex", index);
        head(call, start.putObject("start"));
        frames.add(around("contentBlockStart", start));
        String json = call.arguments();
        for (int at = 0; at < json.length(); at += FRAGMENT) {
            ObjectNode delta = Bodies.object();
            delta.putObject("toolUse")
                    .put("input", json.substring(at, Math.min(json.length(), at + FRAGMENT)));
            frames.add(delta(index, delta));
        }
        frames.add(stop(index));
    }

    private static Frame delta(int index, ObjectNode delta) {
        ObjectNode event = Bodies.object().put("contentBlockIndex", index);
        event.set("delta", delta);
        return Frame.content(EventStream.event("contentBlockDelta", event));
    }

    private static Frame stop(int index) {
        return around("contentBlockStop", Bodies.object().put("contentBlockIndex", index));
    }

    private static Frame around(String type, ObjectNode event) {
        return Frame.around(EventStream.event(type, event));
    }

    @Override
    public List<Frame> closing() {
        return List.of(around("messageStop", Bodies.object().put("stopReason", stopReason())));
    }

    @Override
    public List<Frame> end() {
        ObjectNode event = Bodies.object();
        metadata(event);
        return List.of(around("metadata", event));
    }

    @Override
    public byte[] broken(int sent) {
        return EventStream.event(
                "contentBlockDelta", "{\"delta\":".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Frame> failed(Failure failure, int sent) {
        return List.of(
                Frame.around(EventStream.exception("modelStreamErrorException", failure.body())));
    }

    private Answer answer() {
        return telling.answer();
    }

    private String stopReason() {
        return switch (answer().finish()) {
            case Finish.Done _ -> "end_turn";
            case Finish.StopWord _ -> "stop_sequence";
            case Finish.Length _ -> "max_tokens";
            case Finish.Tools _ -> "tool_use";
            case Finish.Filtered _ -> "content_filtered";
        };
    }
}
