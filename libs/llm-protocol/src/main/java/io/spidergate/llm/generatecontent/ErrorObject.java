package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;

/// An error in the midst of an answer, in the form of `google.rpc.Status`.
///
/// Rule: Google's clients want a number and one of its words; those that a stream can break with
/// are told apart, all others are `UNAVAILABLE`. The catalogue's code goes as reason of an
/// `ErrorInfo`.
final class ErrorObject {

    private static final String TYPE = "type.googleapis.com/google.rpc.ErrorInfo";

    private ErrorObject() {}

    /// @param code of the catalogue of error codes
    static ObjectNode of(String code, String message) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ObjectNode error = root.putObject("error");
        switch (code) {
            case "rate_limit_exceeded", "daily_rate_limit_exceeded", "budget_exceeded" ->
                    error.put("code", 429).put("status", "RESOURCE_EXHAUSTED");
            case "upstream_timeout" -> error.put("code", 504).put("status", "DEADLINE_EXCEEDED");
            case "internal_error" -> error.put("code", 500).put("status", "INTERNAL");
            default -> error.put("code", 503).put("status", "UNAVAILABLE");
        }
        error.put("message", message);
        error.putArray("details").addObject().put("@type", TYPE).put("reason", code);
        return root;
    }
}
