package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.json.Json;
import java.util.List;
import java.util.Optional;

/// Writes what a model said before. Thoughts go back only with this protocol's own seal, since the
/// API checks it; names of calls are bent to fit, as they are history and no tool to be called.
final class AssistantContent {

    private final ToolIds ids;
    private final List<String> notes;

    AssistantContent(ToolIds ids, List<String> notes) {
        this.ids = ids;
        this.notes = notes;
    }

    ArrayNode of(List<Said> said) {
        ArrayNode blocks = Json.MAPPER.createArrayNode();
        for (Said one : said) {
            switch (one) {
                case Said.Text(String text) -> {
                    if (!text.isBlank()) {
                        blocks.addObject().put("type", "text").put("text", text);
                    }
                }
                case Said.Thought thought -> thought(thought, blocks);
                case Said.Call call -> blocks.add(call(call));
            }
        }
        return blocks;
    }

    private void thought(Said.Thought thought, ArrayNode blocks) {
        Optional<Seal> seal = thought.seal().filter(one -> one.by() == Protocol.MESSAGES);
        if (seal.isEmpty()) {
            note("earlier thoughts were left out: they bear no seal of this protocol");
            return;
        }
        Optional<String> redacted = MessagesSeal.redacted(seal.get());
        if (redacted.isPresent()) {
            blocks.addObject().put("type", "redacted_thinking").put("data", redacted.get());
        } else {
            blocks.addObject()
                    .put("type", "thinking")
                    .put("thinking", thought.text())
                    .put("signature", seal.get().value());
        }
    }

    private ObjectNode call(Said.Call call) {
        ToolInput input = ToolInput.of(call.arguments());
        if (input.wrapped()) {
            note("arguments of an earlier call were wrapped: they are no JSON object");
        }
        if (call.seal().isPresent()) {
            note("seals of earlier calls were left out: they are another protocol's");
        }
        ObjectNode block =
                Json.MAPPER
                        .createObjectNode()
                        .put("type", "tool_use")
                        .put("id", ids.ofCall(call.id()))
                        .put("name", ToolList.fitting(call.name()));
        block.set("input", input.object());
        return block;
    }

    private void note(String text) {
        if (!notes.contains(text)) {
            notes.add(text);
        }
    }
}
