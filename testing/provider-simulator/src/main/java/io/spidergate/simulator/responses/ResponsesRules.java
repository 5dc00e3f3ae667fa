package io.spidergate.simulator.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.wire.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the Responses API refuses at the top of a request; for parameters of chat completions it
/// says where they have gone.
final class ResponsesRules {

    private static final Set<String> FIELDS =
            Set.of(
                    "access_programs",
                    "background",
                    "client_metadata",
                    "context_management",
                    "conversation",
                    "include",
                    "input",
                    "instructions",
                    "max_output_tokens",
                    "max_tool_calls",
                    "metadata",
                    "model",
                    "moderation",
                    "parallel_tool_calls",
                    "previous_response_id",
                    "prompt",
                    "prompt_cache_key",
                    "prompt_cache_options",
                    "prompt_cache_retention",
                    "reasoning",
                    "safety_identifier",
                    "service_tier",
                    "store",
                    "stream",
                    "stream_options",
                    "temperature",
                    "text",
                    "tool_choice",
                    "tools",
                    "top_logprobs",
                    "top_p",
                    "truncation",
                    "user");
    private static final Map<String, String> MOVED =
            Map.of(
                    "messages", "input",
                    "max_tokens", "max_output_tokens",
                    "max_completion_tokens", "max_output_tokens",
                    "response_format", "text.format",
                    "reasoning_effort", "reasoning.effort");
    private static final List<String> INCLUDABLE =
            List.of(
                    "file_search_call.results",
                    "web_search_call.results",
                    "web_search_call.action.sources",
                    "message.input_image.image_url",
                    "computer_call_output.output.image_url",
                    "code_interpreter_call.outputs",
                    "reasoning.encrypted_content",
                    "message.output_text.logprobs");
    private static final List<String> EFFORTS =
            List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
    private static final int LEAST_OUTPUT = 16;

    private final Objections objections = new Objections();
    private final ObjectNode body;

    private ResponsesRules(ObjectNode body) {
        this.body = body;
    }

    static Optional<Reading.Wrong> check(ObjectNode body) {
        ResponsesRules rules = new ResponsesRules(body);
        rules.names();
        rules.objections.string("model", body.path("model"));
        rules.settings();
        rules.reasoning();
        new OfferRules(rules.objections).check(body);
        rules.input();
        return rules.objections.first();
    }

    private void names() {
        MOVED.forEach((old, now) -> {
            if (body.has(old)) {
                objections.fail(
                        old,
                        ("Unsupported parameter: '%s'. In the Responses API, this parameter"
                                        + " has moved to '%s'. Try again with the new"
                                        + " parameter. See the API documentation for more"
                                        + " information:"
                                        + " https://platform.openai.com/docs/api-reference/responses/create.")
                                .formatted(old, now),
                        "unsupported_parameter");
            }
        });
        objections.unknown("", body, FIELDS);
    }

    private void settings() {
        objections.atMost("temperature", body.path("temperature"), 2);
        objections.atMost("top_p", body.path("top_p"), 1);
        objections.atLeast("max_output_tokens", body.path("max_output_tokens"), LEAST_OUTPUT);
        for (String name : List.of("stream", "store", "parallel_tool_calls", "background")) {
            objections.bool(name, body.path(name));
        }
        JsonNode include = body.path("include");
        for (int at = 0; at < include.size(); at++) {
            objections.oneOf("include[%d]".formatted(at), include.path(at), INCLUDABLE);
        }
    }

    private void reasoning() {
        JsonNode reasoning = body.path("reasoning");
        objections.unknown(
                "reasoning",
                reasoning,
                Set.of("effort", "summary", "generate_summary", "context", "mode"));
        if (reasoning.path("effort").isTextual()) {
            objections.oneOf("reasoning.effort", reasoning.path("effort"), EFFORTS);
        }
        if (reasoning.path("summary").isTextual()) {
            objections.oneOf(
                    "reasoning.summary",
                    reasoning.path("summary"),
                    List.of("concise", "detailed", "auto"));
        }
    }

    private void input() {
        String previous = body.path("previous_response_id").asText("");
        if (body.path("previous_response_id").isTextual()) {
            objections.fail(
                    "previous_response_id",
                    "Previous response with id '%s' not found.".formatted(previous),
                    "previous_response_not_found");
        }
        JsonNode input = body.path("input");
        if (input.isMissingNode() || input.isNull()) {
            objections.fail(
                    "input",
                    "One of \"input\" or \"previous_response_id\" or \"prompt\" or"
                            + " \"conversation_id\" must be provided.",
                    "missing_required_parameter");
        } else if (!input.isTextual() && !input.isArray()) {
            objections.type("input", "one of a string or array of input items", input);
        } else {
            new ItemRules(objections, body.path("store").asBoolean(true)).check(input);
        }
    }
}
