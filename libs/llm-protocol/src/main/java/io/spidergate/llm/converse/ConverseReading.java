package io.spidergate.llm.converse;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.messages.ClaudeSeals;
import java.util.List;
import java.util.Optional;

/// Reads the content blocks of one answer, whole or in deltas.
///
/// Rules: a call without arguments has `{}`; a delta of arguments must belong to the call that was
/// begun last. Seals are those of Messages: a thought that Claude sealed here goes on at Anthropic,
/// and the other way round.
final class ConverseReading {

    private static final int NONE = -1;

    private int calls;

    /// The open block where it is a call, [#NONE] otherwise.
    private int callAt = NONE;

    private boolean hasArguments;

    void whole(JsonNode block, List<AnswerPart> parts) {
        text(block.path("text"), parts);
        JsonNode reasoning = block.path("reasoningContent");
        thought(reasoning.path("reasoningText"), parts);
        redacted(reasoning.path("redactedContent"), parts);
        JsonNode call = block.path("toolUse");
        if (call.isObject()) {
            begin(0, call, parts);
            JsonNode input = call.path("input");
            arguments(0, input.isObject() ? input.toString() : "{}", parts);
            callAt = NONE;
        }
    }

    void event(String name, JsonNode event, List<AnswerPart> parts) {
        int at = event.path("contentBlockIndex").asInt();
        if (name.equals("contentBlockStart")) {
            end(parts);
            JsonNode call = event.path("start").path("toolUse");
            if (call.isObject()) {
                begin(at, call, parts);
            }
        } else {
            more(at, event.path("delta"), parts);
        }
    }

    private void more(int at, JsonNode delta, List<AnswerPart> parts) {
        JsonNode input = delta.path("toolUse").path("input");
        if (input.isTextual()) {
            arguments(at, input.textValue(), parts);
            return;
        }
        if (at != callAt) {
            end(parts); // of a call, which must stay whole
        }
        text(delta.path("text"), parts);
        thought(delta.path("reasoningContent"), parts);
        redacted(delta.path("reasoningContent").path("redactedContent"), parts);
    }

    private void begin(int at, JsonNode call, List<AnswerPart> parts) {
        String id = call.path("toolUseId").asText("");
        parts.add(
                new AnswerPart.CallBegun(
                        calls,
                        id.isEmpty() ? "tooluse_" + calls : id,
                        call.path("name").asText(""),
                        Optional.empty()));
        callAt = at;
        hasArguments = false;
        calls++;
    }

    private void arguments(int at, String json, List<AnswerPart> parts) {
        if (json.isEmpty()) {
            return;
        }
        if (at != callAt) {
            parts.add(new AnswerPart.Malformed("arguments outside of a call"));
            return;
        }
        hasArguments = true;
        parts.add(new AnswerPart.CallArguments(calls - 1, json));
    }

    /// Also where the stream forgot to say so.
    void end(List<AnswerPart> parts) {
        if (callAt != NONE && !hasArguments) {
            parts.add(new AnswerPart.CallArguments(calls - 1, "{}"));
        }
        callAt = NONE;
    }

    private static void text(JsonNode text, List<AnswerPart> parts) {
        if (!text.asText("").isEmpty()) {
            parts.add(new AnswerPart.Text(text.asText()));
        }
    }

    private static void thought(JsonNode reasoning, List<AnswerPart> parts) {
        String text = reasoning.path("text").asText("");
        if (!text.isEmpty()) {
            parts.add(new AnswerPart.Thought(text));
        }
        ClaudeSeals.ofSignature(reasoning.path("signature").asText(""))
                .ifPresent(seal -> parts.add(new AnswerPart.ThoughtSealed(seal)));
    }

    private static void redacted(JsonNode data, List<AnswerPart> parts) {
        if (!data.asText("").isEmpty()) {
            parts.add(new AnswerPart.ThoughtSealed(ClaudeSeals.ofRedacted(data.asText())));
        }
    }
}
