package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;

/// The `response` of a function, which Google wants as an object, and all others as text.
///
/// Rule: Google gives two keys a meaning, `output` and `error`; an object of one of these with a
/// string is that text. Any other object is its own JSON.
///
/// @param failed whether it was an `error`
record FunctionResponse(String text, boolean failed) {

    private static final String OUTPUT = "output";
    private static final String ERROR = "error";

    static FunctionResponse of(JsonNode response) {
        if (response.size() == 1 && response.path(OUTPUT).isTextual()) {
            return new FunctionResponse(response.path(OUTPUT).textValue(), false);
        }
        if (response.size() == 1 && response.path(ERROR).isTextual()) {
            return new FunctionResponse(response.path(ERROR).textValue(), true);
        }
        return new FunctionResponse(response.isMissingNode() ? "" : response.toString(), false);
    }

    ObjectNode object() {
        return Json.MAPPER.createObjectNode().put(failed ? ERROR : OUTPUT, text);
    }
}
