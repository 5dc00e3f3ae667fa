package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.WrittenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Bends the fields of a body to what a provider deviates from OpenAI's API in. What changes the
/// answer a little is left out with a note; without what would change it much, the provider cannot
/// be asked.
final class Bending {

    /// Other gateways' choice for servers that cut answers short otherwise.
    private static final int ENOUGH_TOKENS = 8_192;

    private final ObjectNode body;
    private final List<String> notes = new ArrayList<>();
    private WrittenRequest.@Nullable CannotCarry impossible;

    /// @param body is changed; what it contains is not, but replaced
    Bending(ObjectNode body, Set<String> quirks) {
        this.body = body;
        quirks.forEach(this::respect);
        MessageBends.bend(body, quirks);
    }

    List<String> notes() {
        return notes;
    }

    /// Why this provider cannot be asked; null where it can.
    WrittenRequest.@Nullable CannotCarry impossible() {
        return impossible;
    }

    private void respect(String quirk) {
        switch (quirk) {
            case Quirk.MAX_COMPLETION_TOKENS -> rename("max_tokens", "max_completion_tokens");
            case Quirk.MAX_TOKENS -> rename("max_completion_tokens", "max_tokens");
            case Quirk.MAX_TOKENS_REQUIRED -> requireCap();
            case Quirk.RANDOM_SEED -> rename("seed", "random_seed");
            case Quirk.NO_STORE -> body.remove(List.of("store", "metadata"));
            case Quirk.SINGLE_TOOL_CALL -> singleCall();
            case Quirk.NO_PARALLEL_TOOL_CALLS -> body.remove("parallel_tool_calls");
            case Quirk.TOOL_CHOICE_AUTO_ONLY -> choiceIsAuto(false);
            case Quirk.TOOL_CHOICE_AUTO_OR_NONE -> choiceIsAuto(true);
            case Quirk.NO_SCHEMA_ANNOTATIONS -> ToolSchemas.withoutAnnotations(body);
            case Quirk.NO_LOGPROBS -> leaveOut("logprobs", "top_logprobs", "logit_bias");
            case Quirk.NO_PENALTIES -> withoutPenalties();
            case Quirk.NO_FOREIGN_SAMPLING -> leaveOut("top_k", "min_p", "repetition_penalty");
            case Quirk.NO_REASONING_EFFORT -> leaveOut("reasoning_effort");
            case Quirk.EFFORT_NONE_OR_HIGH -> effortNoneOrHigh();
            default -> {} // a quirk of the messages or of another part of the dialect
        }
    }

    private void rename(String from, String to) {
        JsonNode value = body.remove(from);
        if (value != null && !body.hasNonNull(to)) {
            body.set(to, value);
        }
    }

    private void requireCap() {
        if (!body.hasNonNull("max_tokens") && !body.hasNonNull("max_completion_tokens")) {
            body.put("max_tokens", ENOUGH_TOKENS);
        }
    }

    private void leaveOut(String... fields) {
        for (String field : fields) {
            JsonNode value = body.remove(field);
            if (value != null && !value.isNull()) {
                notes.add(field + " was left out: the provider rejects it");
            }
        }
    }

    private void singleCall() {
        if (!body.path("tools").isEmpty()) {
            body.put("parallel_tool_calls", false);
        }
    }

    private void choiceIsAuto(boolean canSayNone) {
        String choice = body.path("tool_choice").asText("object");
        switch (body.hasNonNull("tool_choice") ? choice : "auto") {
            case "auto" -> {}
            case "none" -> {
                if (!canSayNone) {
                    body.remove(List.of("tool_choice", "tools", "parallel_tool_calls"));
                }
            }
            default ->
                    impossible =
                            new WrittenRequest.CannotCarry(
                                    "tool_choice", "the provider cannot be told to call a tool");
        }
    }

    private void withoutPenalties() {
        leaveOut("presence_penalty", "frequency_penalty");
        JsonNode stop = body.path("stop");
        if (stop.isTextual() || !stop.isEmpty()) {
            impossible =
                    new WrittenRequest.CannotCarry("stop", "the provider rejects stop sequences");
        }
    }

    private void effortNoneOrHigh() {
        String effort = body.path("reasoning_effort").asText("none");
        if (effort.equals("none") || effort.equals("high")) {
            return;
        }
        String known = effort.equals("minimal") ? "none" : "high";
        body.put("reasoning_effort", known);
        notes.add(
                "reasoning_effort '%s' became '%s': the provider knows none and high"
                        .formatted(effort, known));
    }
}
