package io.spidergate.simulator.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.assistant.Answer.ToolCall;
import io.spidergate.simulator.wire.Bodies;
import java.util.ArrayList;
import java.util.List;

/// One output item, and the events that tell it.
///
/// Law: the last event holds the item as the document has it.
sealed interface Item {

    String id();

    /// As it stands in the document.
    ObjectNode whole();

    /// As it is when nothing of it has been said.
    ObjectNode started();

    /// Between `output_item.added` and `output_item.done`; `item_id` and `output_index` are added
    /// to each.
    List<ObjectNode> events();

    /// @param encrypted whether the caller gets the thought sealed
    /// @param summarised whether the caller gets it in words
    record Reasoning(String id, List<String> thoughts, boolean encrypted, boolean summarised)
            implements Item {

        @Override
        public ObjectNode whole() {
            ObjectNode item = Bodies.typed("reasoning").put("id", id);
            ArrayNode summary = item.putArray("summary");
            if (summarised) {
                summary.add(part(text()));
            }
            return encrypted ? item.put("encrypted_content", ReasoningSeal.of(text())) : item;
        }

        /// The real API gives a seal at the start, too, which is not the last one.
        @Override
        public ObjectNode started() {
            ObjectNode item = Bodies.typed("reasoning").put("id", id);
            item.putArray("summary");
            return encrypted ? item.put("encrypted_content", ReasoningSeal.of("")) : item;
        }

        @Override
        public List<ObjectNode> events() {
            if (!summarised) {
                return List.of();
            }
            String name = "response.reasoning_summary_";
            List<ObjectNode> events = new ArrayList<>();
            events.add(Bodies.typed(name + "part.added").set("part", part("")));
            for (String text : thoughts) {
                events.add(Bodies.typed(name + "text.delta").put("delta", text));
            }
            events.add(Bodies.typed(name + "text.done").put("text", text()));
            events.add(Bodies.typed(name + "part.done").set("part", part(text())));
            events.forEach(event -> event.put("summary_index", 0));
            return events;
        }

        private String text() {
            return String.join("", thoughts);
        }

        private static ObjectNode part(String text) {
            return Bodies.typed("summary_text").put("text", text);
        }
    }

    /// @param status `completed` or `incomplete`
    record Message(String id, List<String> texts, String status) implements Item {

        @Override
        public ObjectNode whole() {
            ObjectNode item = head(status);
            item.withArray("content").add(part(String.join("", texts)));
            return item;
        }

        @Override
        public ObjectNode started() {
            return head("in_progress");
        }

        @Override
        public List<ObjectNode> events() {
            String whole = String.join("", texts);
            List<ObjectNode> events = new ArrayList<>();
            events.add(Bodies.typed("response.content_part.added").set("part", part("")));
            for (String text : texts) {
                ObjectNode event = Bodies.typed("response.output_text.delta").put("delta", text);
                event.putArray("logprobs");
                events.add(event);
            }
            ObjectNode done = Bodies.typed("response.output_text.done").put("text", whole);
            done.putArray("logprobs");
            events.add(done);
            events.add(Bodies.typed("response.content_part.done").set("part", part(whole)));
            events.forEach(event -> event.put("content_index", 0));
            return events;
        }

        private ObjectNode head(String status) {
            ObjectNode item = Bodies.typed("message").put("id", id).put("status", status);
            item.put("role", "assistant").putArray("content");
            return item;
        }

        private static ObjectNode part(String text) {
            ObjectNode part = Bodies.typed("output_text").put("text", text);
            part.putArray("annotations");
            part.putArray("logprobs");
            return part;
        }
    }

    record Call(String id, ToolCall call) implements Item {

        private static final int FRAGMENT = 11;

        @Override
        public ObjectNode whole() {
            return head("completed", call.arguments());
        }

        @Override
        public ObjectNode started() {
            return head("in_progress", "");
        }

        @Override
        public List<ObjectNode> events() {
            String name = "response.function_call_arguments.";
            List<ObjectNode> events = new ArrayList<>();
            String json = call.arguments();
            for (int at = 0; at < json.length(); at += FRAGMENT) {
                String part = json.substring(at, Math.min(json.length(), at + FRAGMENT));
                events.add(Bodies.typed(name + "delta").put("delta", part));
            }
            events.add(Bodies.typed(name + "done").put("arguments", json));
            return events;
        }

        private ObjectNode head(String status, String arguments) {
            return Bodies.typed("function_call")
                    .put("id", id)
                    .put("status", status)
                    .put("call_id", "call_" + call.id())
                    .put("name", call.name())
                    .put("arguments", arguments);
        }
    }
}
