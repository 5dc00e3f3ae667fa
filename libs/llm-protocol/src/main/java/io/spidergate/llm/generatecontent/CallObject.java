package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;
import java.io.IOException;

/// The arguments of a call as the JSON object that `functionCall.args` wants.
///
/// Rule: what is not a JSON object (a model wrote it, or was cut short) is wrapped as
/// `{"arguments": "…"}` and not refused, since there is no other place for what the model said.
///
/// @param wrapped whether the text was not a JSON object
record CallObject(ObjectNode args, boolean wrapped) {

    private static final String WRAPPER = "arguments";

    static CallObject of(String arguments) {
        if (arguments.isBlank()) {
            return new CallObject(Json.MAPPER.createObjectNode(), false);
        }
        try {
            JsonNode tree = Json.MAPPER.readTree(arguments);
            return tree instanceof ObjectNode object
                    ? new CallObject(object, false)
                    : wrap(arguments);
        } catch (IOException _) {
            return wrap(arguments);
        }
    }

    private static CallObject wrap(String arguments) {
        return new CallObject(Json.MAPPER.createObjectNode().put(WRAPPER, arguments), true);
    }
}
