package io.spidergate.simulator.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.assistant.Answer.ToolCall;
import io.spidergate.simulator.wire.Bodies;
import java.util.ArrayList;
import java.util.List;

/// One content block of an answer, whole or in deltas.
///
/// Law: the start and all deltas together say what the whole says.
sealed interface Block {

    ObjectNode whole();

    /// As it is when nothing of it has been said.
    ObjectNode start();

    List<ObjectNode> deltas();

    /// @param shown what the caller may read; the seal holds for that
    record Thinking(List<String> shown) implements Block {

        @Override
        public ObjectNode whole() {
            String thought = String.join("", shown);
            return Bodies.typed("thinking")
                    .put("thinking", thought)
                    .put("signature", ThinkingSeal.of(thought));
        }

        @Override
        public ObjectNode start() {
            return Bodies.typed("thinking").put("thinking", "").put("signature", "");
        }

        @Override
        public List<ObjectNode> deltas() {
            List<ObjectNode> deltas = new ArrayList<>();
            for (String text : shown) {
                deltas.add(Bodies.typed("thinking_delta").put("thinking", text));
            }
            deltas.add(
                    Bodies.typed("signature_delta")
                            .put("signature", ThinkingSeal.of(String.join("", shown))));
            return deltas;
        }
    }

    record Text(List<String> texts) implements Block {

        @Override
        public ObjectNode whole() {
            return Bodies.typed("text").put("text", String.join("", texts));
        }

        @Override
        public ObjectNode start() {
            return Bodies.typed("text").put("text", "");
        }

        @Override
        public List<ObjectNode> deltas() {
            return texts.stream()
                    .map(text -> Bodies.typed("text_delta").put("text", text))
                    .toList();
        }
    }

    record ToolUse(ToolCall call) implements Block {

        /// The real API cuts the arguments anywhere, also within words.
        private static final int FRAGMENT = 11;

        @Override
        public ObjectNode whole() {
            ObjectNode block = start();
            block.set("input", Bodies.tree(call.arguments()));
            return block;
        }

        @Override
        public ObjectNode start() {
            ObjectNode block =
                    Bodies.typed("tool_use")
                            .put("id", "toolu_" + call.id())
                            .put("name", call.name());
            block.putObject("input");
            return block;
        }

        /// The first is always empty.
        @Override
        public List<ObjectNode> deltas() {
            List<ObjectNode> deltas = new ArrayList<>();
            deltas.add(Bodies.typed("input_json_delta").put("partial_json", ""));
            String json = call.arguments();
            for (int at = 0; at < json.length(); at += FRAGMENT) {
                String part = json.substring(at, Math.min(json.length(), at + FRAGMENT));
                deltas.add(Bodies.typed("input_json_delta").put("partial_json", part));
            }
            return deltas;
        }
    }
}
