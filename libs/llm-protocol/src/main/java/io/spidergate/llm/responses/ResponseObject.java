package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import java.util.Optional;
import java.util.Set;

/// The `response` object in each of its states: all fields that OpenAI's specification and Open
/// Responses demand.
///
/// `usage` is absent, not null, as long as it is not known: OpenAI's clients demand it so, Open
/// Responses allows it. `completed_at` is null: no clock is read here.
record ResponseObject(AnswerHead head, ResponseEcho echo) {

    /// What of our catalogue and of providers' words the specification knows; clients that validate
    /// accept no other.
    private static final Set<String> ERROR_CODES =
            Set.of(
                    "server_error",
                    "rate_limit_exceeded",
                    "invalid_prompt",
                    "data_residency_mismatch",
                    "bio_policy");

    ObjectNode inProgress() {
        return of("in_progress", JsonNodeFactory.instance.arrayNode());
    }

    /// @param output all of it
    ObjectNode ended(Finish finish, ArrayNode output, Optional<Usage> usage) {
        ObjectNode response = of(isIncomplete(finish) ? "incomplete" : "completed", output);
        if (isIncomplete(finish)) {
            String reason = finish == Finish.LENGTH ? "max_output_tokens" : "content_filter";
            response.putObject("incomplete_details").put("reason", reason);
        }
        usage.ifPresent(known -> response.set("usage", usage(known)));
        return response;
    }

    /// @param code of the catalogue; where the specification does not know it, it stands beside
    ///   `server_error` as `spidergate_code`
    /// @param output what was whole before
    ObjectNode failed(String code, String message, ArrayNode output, Optional<Usage> usage) {
        ObjectNode response = of("failed", output);
        ObjectNode error = response.putObject("error");
        error.put("code", ERROR_CODES.contains(code) ? code : "server_error");
        error.put("message", message).put("spidergate_code", code);
        usage.ifPresent(known -> response.set("usage", usage(known)));
        return response;
    }

    static boolean isIncomplete(Finish finish) {
        return switch (finish) {
            case LENGTH, CONTENT_FILTER -> true;
            case STOP, TOOL_CALLS -> false;
        };
    }

    private ObjectNode of(String status, ArrayNode output) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.put("id", "resp_" + head.id()).put("object", "response");
        response.put("created_at", head.created()).put("status", status);
        response.putNull("completed_at").putNull("error").putNull("incomplete_details");
        response.put("model", head.model()).set("output", output);
        response.setAll(echo.fields());
        return response;
    }

    private static ObjectNode usage(Usage usage) {
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        counts.put("input_tokens", usage.prompt());
        counts.putObject("input_tokens_details")
                .put("cached_tokens", usage.cached())
                .put("cache_write_tokens", 0); // openai-java demands it; the hub counts none
        counts.put("output_tokens", usage.completion());
        counts.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
        return counts.put("total_tokens", usage.prompt() + usage.completion());
    }
}
