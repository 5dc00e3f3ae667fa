package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.DataUrl;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.conversation.Turn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Turns as `input` items.
///
/// Rules: items bear no `id`, since a sealed thought is refused under any but its own. Thoughts
/// without a seal of this protocol are left out with a note: the provider would look for them in
/// its store. Each text of the model is a message with a plain string, the one form that the
/// specification knows for a message without `id`.
final class InputWriter {

    /// OpenAI's limit of a `call_id`.
    private static final int MAX_CALL_ID = 64;

    private final String instructionsRole;
    private final Notes notes;
    private final ArrayNode input = JsonNodeFactory.instance.arrayNode();

    /// @param instructionsRole `developer`, or `system` for providers without it
    InputWriter(String instructionsRole, Notes notes) {
        this.instructionsRole = instructionsRole;
        this.notes = notes;
    }

    ArrayNode write(List<Turn> turns) {
        for (Turn turn : turns) {
            switch (turn) {
                case Turn.Instructions(String text) ->
                        message(instructionsRole).put("content", text);
                case Turn.User(List<Part> parts) -> message("user").set("content", parts(parts));
                case Turn.Assistant(List<Said> said) -> said.forEach(this::said);
                case Turn.ToolResult result -> result(result);
            }
        }
        return input;
    }

    private void said(Said said) {
        switch (said) {
            case Said.Text(String text) -> message("assistant").put("content", text);
            case Said.Thought(String text, Optional<Seal> seal) -> thought(text, seal);
            case Said.Call call -> call(call);
        }
    }

    private void thought(String text, Optional<Seal> seal) {
        Optional<Seal> own = seal.filter(any -> any.by() == Protocol.RESPONSES);
        if (own.isEmpty()) {
            notes.add("thoughts without a seal of Responses were left out");
            return;
        }
        ObjectNode item = input.addObject().put("type", "reasoning");
        ArrayNode summary = item.putArray("summary");
        if (!text.isEmpty()) {
            summary.addObject().put("type", "summary_text").put("text", text);
        }
        item.put("encrypted_content", own.get().value());
    }

    private void call(Said.Call call) {
        call.seal().ifPresent(_ -> notes.add("seals of calls were left out"));
        input.addObject()
                .put("type", "function_call")
                .put("call_id", callId(call.id()))
                .put("name", call.name())
                .put("arguments", call.arguments());
    }

    private void result(Turn.ToolResult result) {
        if (result.failed()) {
            notes.add("that a function failed was left out: its output says so");
        }
        ObjectNode item = input.addObject().put("type", "function_call_output");
        item.put("call_id", callId(result.callId()));
        if (result.parts().size() == 1
                && result.parts().getFirst() instanceof Part.Text(String text)) {
            item.put("output", text); // the form that all servers know
        } else {
            item.set("output", parts(result.parts()));
        }
    }

    private ObjectNode message(String role) {
        return input.addObject().put("type", "message").put("role", role);
    }

    private static ArrayNode parts(List<Part> parts) {
        ArrayNode content = JsonNodeFactory.instance.arrayNode();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String text) ->
                        content.addObject().put("type", "input_text").put("text", text);
                case Part.InlineImage image -> image(content, DataUrl.of(image));
                case Part.LinkedImage(String url) -> image(content, url);
            }
        }
        return content;
    }

    private static void image(ArrayNode content, String url) {
        content.addObject().put("type", "input_image").put("image_url", url).put("detail", "auto");
    }

    /// The same long id always becomes the same short one, so calls and results stay together.
    private static String callId(String id) {
        return id.length() <= MAX_CALL_ID
                ? id
                : "call_" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }
}
