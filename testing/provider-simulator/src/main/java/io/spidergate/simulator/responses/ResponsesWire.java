package io.spidergate.simulator.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.sse.SseEncoder;
import io.spidergate.simulator.assistant.Answer;
import io.spidergate.simulator.assistant.Answer.ToolCall;
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

/// Writes an answer as OpenAI's response or as its numbered events.
record ResponsesWire(Telling telling, ResponseHead head) implements Wire {

    private static final byte[] NOT_JSON =
            "{\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":"
                    .getBytes(StandardCharsets.UTF_8);

    @Override
    public JsonNode document() {
        return head.finished(items().stream().map(Item::whole).toList());
    }

    /// A failure under status 200 is a response that failed.
    @Override
    public JsonNode failedDocument(Failure failure) {
        return head.failed(failure);
    }

    @Override
    public List<Frame> opening() {
        Numbered events = new Numbered(0);
        for (String name : List.of("response.created", "response.in_progress")) {
            events.around(Bodies.typed(name).set("response", head.inProgress()));
        }
        return events.frames();
    }

    @Override
    public List<Frame> content() {
        Numbered events = new Numbered(opening().size());
        List<Item> items = items();
        for (int index = 0; index < items.size(); index++) {
            tell(events, items.get(index), index);
        }
        return events.frames();
    }

    private static void tell(Numbered events, Item item, int index) {
        ObjectNode added = Bodies.typed("response.output_item.added").put("output_index", index);
        events.around(added.set("item", item.started()));
        for (ObjectNode event : item.events()) {
            event.put("item_id", item.id()).put("output_index", index);
            if (event.path("type").asText().endsWith(".delta")) {
                events.content(event);
            } else {
                events.around(event);
            }
        }
        ObjectNode done = Bodies.typed("response.output_item.done").put("output_index", index);
        events.around(done.set("item", item.whole()));
    }

    @Override
    public List<Frame> closing() {
        return List.of();
    }

    @Override
    public List<Frame> end() {
        ObjectNode finished = head.finished(items().stream().map(Item::whole).toList());
        Numbered events = new Numbered(opening().size() + content().size());
        String name = "response." + finished.path("status").asText();
        events.around(Bodies.typed(name).set("response", finished));
        return events.frames();
    }

    @Override
    public byte[] broken(int sent) {
        return SseEncoder.event("response.output_text.delta", NOT_JSON);
    }

    /// Before anything else, a failure is an `error` event; after that, the response has failed.
    @Override
    public List<Frame> failed(Failure failure, int sent) {
        Numbered events = new Numbered(sent);
        events.around(
                sent == 0
                        ? Bodies.typed("error")
                                .put("code", failure.code())
                                .put("message", failure.message())
                                .putNull("param")
                        : Bodies.typed("response.failed").set("response", head.failed(failure)));
        return events.frames();
    }

    private List<Item> items() {
        Answer answer = telling.answer();
        List<Item> items = new ArrayList<>();
        if (!answer.thoughts().isEmpty()) {
            items.add(reasoning());
        }
        if (!answer.pieces().isEmpty()) {
            boolean whole = answer.finish() instanceof Finish.Done;
            items.add(
                    new Item.Message(
                            id("msg_", items.size()),
                            telling.texts(),
                            whole ? "completed" : "incomplete"));
        }
        for (ToolCall call : answer.toolCalls()) {
            items.add(new Item.Call(id("fc_", items.size()), call));
        }
        return items;
    }

    private Item reasoning() {
        return new Item.Reasoning(
                id("rs_", 0),
                telling.answer().thoughts(),
                includesSeals(),
                head.request().path("reasoning").hasNonNull("summary"));
    }

    private boolean includesSeals() {
        for (JsonNode included : head.request().path("include")) {
            if (included.asText().equals("reasoning.encrypted_content")) {
                return true;
            }
        }
        return false;
    }

    private String id(String prefix, int index) {
        return CallIds.of(prefix, telling.number(), index);
    }

    /// Events with their numbers.
    private static final class Numbered {

        private final List<Frame> frames = new ArrayList<>();
        private final int first;

        Numbered(int first) {
            this.first = first;
        }

        void around(ObjectNode event) {
            frames.add(Frame.around(numbered(event)));
        }

        void content(ObjectNode event) {
            frames.add(Frame.content(numbered(event)));
        }

        List<Frame> frames() {
            return frames;
        }

        private byte[] numbered(ObjectNode event) {
            event.put("sequence_number", first + frames.size());
            return SseEncoder.event(event.path("type").asText(), Bodies.bytes(event));
        }
    }
}
