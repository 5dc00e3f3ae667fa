package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Writes conversations as Anthropic's Messages have them, as strict as its API is.
///
/// Rules: `max_tokens`, which the API insists on, is 4,096 and room for thoughts where the caller
/// set no limit; a schema of the answer goes as `output_config.format`, always strict. What cannot
/// be carried: see [Uncarried]. Quirks of providers are about other protocols; what a model refuses
/// is known by [ClaudeModel].
final class MessagesWriting {

    private static final int SAID_TOKENS = 4_096;

    private MessagesWriting() {}

    static MessagesDocument write(Conversation conversation, String model) {
        ClaudeModel rules = ClaudeModel.of(model);
        List<String> notes = new ArrayList<>();
        ArrayNode messages = new MessageList(notes).of(conversation.turns());
        var uncarried = Uncarried.in(conversation, messages, rules);
        if (uncarried.isPresent()) {
            return new MessagesDocument.CannotCarry(uncarried.get());
        }
        ThinkingForm thinking = thinking(conversation, messages, rules, notes);
        ObjectNode body = Json.MAPPER.createObjectNode().put("model", model);
        body.put(
                "max_tokens",
                maxTokens(conversation.sampling().maxTokens(), thinking, rules, notes));
        SystemText.write(conversation, body, notes);
        body.set("messages", messages);
        ToolList.write(conversation, body, notes);
        new SamplingFields(conversation.sampling(), rules, thinking.thinks(), notes).write(body);
        thinking(thinking, body);
        form(conversation.form(), body);
        if (conversation.stream()) {
            body.put("stream", true);
        }
        return new MessagesDocument.Written(body, notes);
    }

    private static ThinkingForm thinking(
            Conversation conversation, ArrayNode messages, ClaudeModel rules, List<String> notes) {
        return new ThinkingDecision(
                        rules,
                        conversation.sampling().maxTokens(),
                        OpenLoop.wantsThoughts(messages),
                        isForced(conversation))
                .of(conversation.thinking(), notes);
    }

    static boolean isForced(Conversation conversation) {
        return !conversation.tools().isEmpty()
                && (conversation.toolChoice() instanceof ToolChoice.Required
                        || conversation.toolChoice() instanceof ToolChoice.Named);
    }

    private static int maxTokens(
            OptionalInt limit, ThinkingForm thinking, ClaudeModel rules, List<String> notes) {
        if (limit.isPresent()) {
            return limit.getAsInt();
        }
        int thoughts =
                switch (thinking) {
                    case ThinkingForm.Unsaid() ->
                            rules.thinksUnasked() ? ThinkingDecision.roomFor("") : 0;
                    case ThinkingForm.Disabled() -> 0;
                    case ThinkingForm.Least() -> ThinkingDecision.roomFor("low");
                    case ThinkingForm.Enabled(int budget) -> budget;
                    case ThinkingForm.Adaptive(String effort) -> ThinkingDecision.roomFor(effort);
                };
        int tokens = (int) Math.min(Integer.MAX_VALUE, (long) SAID_TOKENS + thoughts);
        notes.add("max_tokens was set to %d: the protocol wants a limit".formatted(tokens));
        return tokens;
    }

    private static void thinking(ThinkingForm thinking, ObjectNode body) {
        switch (thinking) {
            case ThinkingForm.Unsaid() -> {}
            case ThinkingForm.Disabled() -> body.putObject("thinking").put("type", "disabled");
            case ThinkingForm.Least() -> body.putObject("output_config").put("effort", "low");
            case ThinkingForm.Enabled(int budget) ->
                    body.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
            case ThinkingForm.Adaptive(String effort) -> {
                body.putObject("thinking").put("type", "adaptive");
                if (!effort.isEmpty()) {
                    body.putObject("output_config").put("effort", effort);
                }
            }
        }
    }

    private static void form(AnswerForm form, ObjectNode body) {
        if (form instanceof AnswerForm.JsonSchema schema) {
            JsonNode closed = ClosedSchema.of(schema.schema());
            body.withObjectProperty("output_config")
                    .putObject("format")
                    .put("type", "json_schema")
                    .set("schema", closed);
        }
    }
}
