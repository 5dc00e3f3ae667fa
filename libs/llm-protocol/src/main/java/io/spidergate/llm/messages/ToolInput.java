package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;
import java.io.IOException;

/// The arguments of a call as the JSON object that `tool_use` wants.
///
/// Rule: what is not a JSON object (a model wrote it, or was cut short) is wrapped as
/// `{"arguments": "…"}` and not refused: it is history by then, and an agent that once got broken
/// arguments would otherwise never be served again.
///
/// @param wrapped whether the text was not a JSON object
record ToolInput(ObjectNode object, boolean wrapped) {

    private static final String WRAPPER = "arguments";

    static ToolInput of(String arguments) {
        if (arguments.isBlank()) {
            return new ToolInput(Json.MAPPER.createObjectNode(), false);
        }
        try {
            JsonNode tree = Json.MAPPER.readTree(arguments);
            return tree instanceof ObjectNode object
                    ? new ToolInput(object, false)
                    : wrapped(arguments);
        } catch (IOException _) {
            return wrapped(arguments);
        }
    }

    private static ToolInput wrapped(String arguments) {
        return new ToolInput(Json.MAPPER.createObjectNode().put(WRAPPER, arguments), true);
    }
}
