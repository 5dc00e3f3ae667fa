package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A `message` with one part of text.
final class MessageItem implements OpenItem {

    private final Place place;
    private final StringBuilder text = new StringBuilder();

    MessageItem(Place place) {
        this.place = place;
    }

    @Override
    public void begin(EventSink events) {
        place.added(events, item(Status.IN_PROGRESS));
        ObjectNode added = event();
        added.set("part", part(""));
        events.event("response.content_part.added", added);
    }

    void text(EventSink events, String delta) {
        text.append(delta);
        ObjectNode event = event().put("delta", delta);
        event.putArray("logprobs");
        events.event("response.output_text.delta", event);
    }

    @Override
    public ObjectNode end(EventSink events, Status status) {
        ObjectNode done = event().put("text", text.toString());
        done.putArray("logprobs");
        events.event("response.output_text.done", done);
        ObjectNode partDone = event();
        partDone.set("part", part(text.toString()));
        events.event("response.content_part.done", partDone);
        ObjectNode item = item(status);
        item.withArray("content").add(part(text.toString()));
        place.done(events, item);
        return item;
    }

    private ObjectNode event() {
        return place.event().put("content_index", 0);
    }

    private ObjectNode item(Status status) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("id", place.id()).put("type", "message").put("status", status.word());
        item.put("role", "assistant").putArray("content");
        return item;
    }

    private static ObjectNode part(String text) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        part.put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }
}
