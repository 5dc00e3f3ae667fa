package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The item of an answer that is being written; one at a time is open.
sealed interface OpenItem permits MessageItem, ReasoningItem, CallItem {

    /// Tells that the item has begun.
    void begin(EventSink events);

    /// Tells that the item has ended.
    ///
    /// @return the item as it stands in `output`
    ObjectNode end(EventSink events, Status status);

    /// How far an item has come.
    enum Status {
        IN_PROGRESS("in_progress"),
        COMPLETED("completed"),
        INCOMPLETE("incomplete");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// Where an item stands in the answer.
    ///
    /// @param id with its prefix
    /// @param index in `output`
    record Place(String id, int index) {

        void added(EventSink events, ObjectNode item) {
            whole(events, "response.output_item.added", item);
        }

        void done(EventSink events, ObjectNode item) {
            whole(events, "response.output_item.done", item);
        }

        /// The beginning of an event about a part of the item.
        ObjectNode event() {
            ObjectNode event = JsonNodeFactory.instance.objectNode();
            return event.put("item_id", id).put("output_index", index);
        }

        private void whole(EventSink events, String type, ObjectNode item) {
            ObjectNode event = JsonNodeFactory.instance.objectNode().put("output_index", index);
            event.set("item", item);
            events.event(type, event);
        }
    }
}
