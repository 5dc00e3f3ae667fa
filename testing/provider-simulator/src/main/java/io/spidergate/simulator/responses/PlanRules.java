package io.spidergate.simulator.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.wire.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What Responses refuses of whoever comes with a ChatGPT plan's token. Source: facts on
/// subscriptions, section 1.
final class PlanRules {

    private static final String CODE = "subscription_sharing_unsupported_capability";

    private static final List<String> REFUSED =
            List.of(
                    "background",
                    "conversation",
                    "max_output_tokens",
                    "max_tool_calls",
                    "metadata",
                    "moderation",
                    "prompt",
                    "prompt_cache_retention",
                    "safety_identifier",
                    "temperature",
                    "top_logprobs",
                    "top_p",
                    "truncation",
                    "user",
                    "previous_response_id");

    private static final Set<String> NO_TOOLS =
            Set.of("image_generation", "file_search", "code_interpreter", "mcp");

    private PlanRules() {}

    static Optional<Reading.Wrong> check(ObjectNode body) {
        Objections objections = new Objections();
        for (String field : REFUSED) {
            if (body.has(field)) {
                objections.fail(field, "Not available with a plan: '%s'.".formatted(field), CODE);
            }
        }
        if (body.path("store").asBoolean(true)) {
            objections.fail("store", "store must be false", CODE);
        }
        if (!body.path("stream").asBoolean(false)) {
            objections.fail("stream", "stream must be true", CODE);
        }
        if (!body.path("input").isArray()) {
            objections.fail("input", "input must be a list", CODE);
        }
        for (JsonNode item : body.path("input")) {
            if (item.path("role").asText().equals("system")) {
                objections.fail("input", "system items are rejected; use instructions", CODE);
            }
        }
        for (JsonNode tool : body.path("tools")) {
            if (NO_TOOLS.contains(tool.path("type").asText())) {
                objections.fail("tools", "this tool is not available with a plan", CODE);
            }
        }
        return objections.first();
    }
}
