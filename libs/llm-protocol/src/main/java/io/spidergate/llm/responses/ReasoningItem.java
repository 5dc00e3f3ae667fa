package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.Seal;
import org.jspecify.annotations.Nullable;

/// A `reasoning` item: thoughts as one summary text, for that is what clients show, and their seal
/// in `encrypted_content`, whether the caller asked to `include` it or not: nothing is stored, so
/// it is the caller who must bring it back.
final class ReasoningItem implements OpenItem {

    private final Place place;
    private final StringBuilder thoughts = new StringBuilder();
    private @Nullable Seal seal;

    ReasoningItem(Place place) {
        this.place = place;
    }

    @Override
    public void begin(EventSink events) {
        place.added(events, item(Status.IN_PROGRESS));
    }

    /// @param delta not empty
    void thought(EventSink events, String delta) {
        if (thoughts.isEmpty()) {
            ObjectNode added = event();
            added.set("part", part(""));
            events.event("response.reasoning_summary_part.added", added);
        }
        thoughts.append(delta);
        events.event("response.reasoning_summary_text.delta", event().put("delta", delta));
    }

    void seal(Seal of) {
        seal = of;
    }

    @Override
    public ObjectNode end(EventSink events, Status status) {
        ObjectNode item = item(status);
        if (!thoughts.isEmpty()) {
            endSummary(events);
            item.withArray("summary").add(part(thoughts.toString()));
        }
        if (seal != null) {
            item.put("encrypted_content", seal.portable(Protocol.RESPONSES));
        }
        place.done(events, item);
        return item;
    }

    private void endSummary(EventSink events) {
        String text = thoughts.toString();
        events.event("response.reasoning_summary_text.done", event().put("text", text));
        ObjectNode done = event();
        done.set("part", part(text));
        events.event("response.reasoning_summary_part.done", done);
    }

    private ObjectNode event() {
        return place.event().put("summary_index", 0);
    }

    private ObjectNode item(Status status) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("id", place.id()).put("type", "reasoning").put("status", status.word());
        item.putArray("summary");
        return item;
    }

    private static ObjectNode part(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "summary_text").put("text", text);
    }
}
