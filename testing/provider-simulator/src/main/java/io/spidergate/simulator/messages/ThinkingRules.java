package io.spidergate.simulator.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.json.FieldCheck;
import java.util.List;
import java.util.Set;

/// What the Messages API refuses of extended thinking: how it is asked for, and how its blocks come
/// back in a tool loop. That is what proves that a translator carries seals.
final class ThinkingRules {

    private static final String DOCUMENTATION =
            "https://docs.claude.com/en/docs/build-with-claude/extended-thinking";
    private static final long LEAST_BUDGET = 1024;

    private final Objections objections;

    ThinkingRules(Objections objections) {
        this.objections = objections;
    }

    void check(JsonNode body) {
        JsonNode thinking = body.path("thinking");
        if (FieldCheck.absent(thinking) || !objections.dictionary("thinking", thinking)) {
            return;
        }
        objections.tag(
                "thinking", thinking, List.of("adaptive", "between_tools", "disabled", "enabled"));
        String type = thinking.path("type").asText();
        if (type.equals("enabled")) {
            budget(body, thinking.path("budget_tokens"));
        }
        objections.extra(
                "thinking." + type,
                thinking,
                type.equals("enabled")
                        ? Set.of("type", "budget_tokens", "display")
                        : Set.of("type", "display"));
        if (!type.equals("disabled")) {
            companions(body);
        }
    }

    private void budget(JsonNode body, JsonNode budget) {
        String path = "thinking.enabled.budget_tokens";
        if (objections.required(path, budget)) {
            objections.integer(path, budget, LEAST_BUDGET);
        }
        if (body.has("max_tokens") && body.path("max_tokens").asLong() <= budget.asLong()) {
            objections.say(
                    "`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our"
                            + " documentation at "
                            + DOCUMENTATION
                            + "#max-tokens-and-context-window-size");
        }
    }

    private void companions(JsonNode body) {
        if (body.has("temperature") && body.path("temperature").asDouble() != 1) {
            objections.say(
                    "`temperature` may only be set to 1 when thinking is enabled. Please consult our"
                            + " documentation at "
                            + DOCUMENTATION
                            + "#important-considerations-when-using-extended-thinking");
        }
        if (Set.of("any", "tool").contains(body.path("tool_choice").path("type").asText())) {
            objections.say("Thinking may not be enabled when tool_choice forces tool use.");
        }
    }

    /// With a budget for thinking, the turn that called tools must begin with its thoughts when
    /// their results come back; adaptive thinking is lenient.
    void checkReplay(JsonNode body) {
        JsonNode messages = body.path("messages");
        int last = messages.size() - 1;
        if (!body.path("thinking").path("type").asText().equals("enabled")
                || !Blocks.holds(messages.path(last), "tool_result")) {
            return;
        }
        String found = messages.path(last - 1).path("content").path(0).path("type").asText("text");
        if (!Set.of("thinking", "redacted_thinking").contains(found)) {
            objections.at(
                    "messages.%d.content.0.type".formatted(last - 1),
                    ("Expected `thinking` or `redacted_thinking`, but found `%s`. When `thinking` is"
                                    + " enabled, a final `assistant` message must start with a thinking"
                                    + " block (preceeding the lastmost set of `tool_use` and"
                                    + " `tool_result` blocks). We recommend you include thinking blocks"
                                    + " from previous turns. To avoid this requirement, disable"
                                    + " `thinking`. Please consult our documentation at %s")
                            .formatted(found, DOCUMENTATION));
        }
    }
}
