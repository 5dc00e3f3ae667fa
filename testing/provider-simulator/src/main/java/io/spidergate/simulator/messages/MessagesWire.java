package io.spidergate.simulator.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.sse.SseEncoder;
import io.spidergate.simulator.assistant.Answer;
import io.spidergate.simulator.assistant.Finish;
import io.spidergate.simulator.wire.Bodies;
import io.spidergate.simulator.wire.CallIds;
import io.spidergate.simulator.wire.Failure;
import io.spidergate.simulator.wire.Frame;
import io.spidergate.simulator.wire.Telling;
import io.spidergate.simulator.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes an answer as Anthropic's message or as its named events.
///
/// @param thoughtsHidden whether thinking blocks come without their text
record MessagesWire(Telling telling, boolean thoughtsHidden) implements Wire {

    private static final byte[] NOT_JSON =
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":"
                    .getBytes(StandardCharsets.UTF_8);

    @Override
    public JsonNode document() {
        ObjectNode message = head();
        ArrayNode content = message.putArray("content");
        blocks().forEach(block -> content.add(block.whole()));
        Ending.of(answer().finish()).writeTo(message);
        if (telling.withUsage()) {
            message.set("usage", MessagesUsage.whole(answer().usage()));
        }
        return message;
    }

    @Override
    public List<Frame> opening() {
        ObjectNode message = head();
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        if (telling.withUsage()) {
            message.set("usage", MessagesUsage.atStart(answer().usage()));
        }
        ObjectNode event = Bodies.typed("message_start");
        event.set("message", message);
        return List.of(Frame.around(named(event)));
    }

    /// A ping comes after the first block has started.
    @Override
    public List<Frame> content() {
        List<Frame> frames = new ArrayList<>();
        List<Block> blocks = blocks();
        for (int index = 0; index < blocks.size(); index++) {
            ObjectNode start = Bodies.typed("content_block_start").put("index", index);
            start.set("content_block", blocks.get(index).start());
            frames.add(Frame.around(named(start)));
            if (index == 0) {
                frames.add(Frame.around(named(Bodies.typed("ping"))));
            }
            frames.addAll(deltas(index, blocks.get(index)));
            frames.add(Frame.around(named(Bodies.typed("content_block_stop").put("index", index))));
        }
        return frames;
    }

    private static List<Frame> deltas(int index, Block block) {
        List<Frame> frames = new ArrayList<>();
        for (ObjectNode delta : block.deltas()) {
            ObjectNode event = Bodies.typed("content_block_delta").put("index", index);
            event.set("delta", delta);
            frames.add(Frame.content(named(event)));
        }
        return frames;
    }

    @Override
    public List<Frame> closing() {
        ObjectNode event = Bodies.typed("message_delta");
        Ending.of(answer().finish()).writeTo(event.putObject("delta"));
        if (telling.withUsage()) {
            event.set("usage", MessagesUsage.atEnd(answer().usage()));
        }
        return List.of(Frame.around(named(event)));
    }

    @Override
    public List<Frame> end() {
        return List.of(Frame.around(named(Bodies.typed("message_stop"))));
    }

    @Override
    public byte[] broken(int sent) {
        return SseEncoder.event("content_block_delta", NOT_JSON);
    }

    @Override
    public List<Frame> failed(Failure failure, int sent) {
        return List.of(Frame.around(SseEncoder.event("error", Bodies.bytes(failure.body()))));
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        if (!answer().thoughts().isEmpty()) {
            blocks.add(new Block.Thinking(thoughtsHidden ? List.of() : answer().thoughts()));
        }
        if (!answer().pieces().isEmpty()) {
            blocks.add(new Block.Text(telling.texts()));
        }
        answer().toolCalls().forEach(call -> blocks.add(new Block.ToolUse(call)));
        return blocks;
    }

    private Answer answer() {
        return telling.answer();
    }

    private ObjectNode head() {
        return Bodies.object()
                .put("id", CallIds.of("msg_", telling.number()))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", telling.model());
    }

    private static byte[] named(ObjectNode event) {
        return SseEncoder.event(event.path("type").asText(), Bodies.bytes(event));
    }

    /// Why it ended, as Anthropic says it; a refusal is no error.
    private record Ending(String reason, Finish finish) {

        static Ending of(Finish finish) {
            String reason =
                    switch (finish) {
                        case Finish.Done _ -> "end_turn";
                        case Finish.StopWord _ -> "stop_sequence";
                        case Finish.Length _ -> "max_tokens";
                        case Finish.Tools _ -> "tool_use";
                        case Finish.Filtered _ -> "refusal";
                    };
            return new Ending(reason, finish);
        }

        void writeTo(ObjectNode node) {
            node.put("stop_reason", reason);
            node.put("stop_sequence", finish instanceof Finish.StopWord(var word) ? word : null);
            if (finish instanceof Finish.Filtered) {
                node.putObject("stop_details")
                        .put("type", "refusal")
                        .putNull("category")
                        .putNull("explanation");
            }
        }
    }
}
