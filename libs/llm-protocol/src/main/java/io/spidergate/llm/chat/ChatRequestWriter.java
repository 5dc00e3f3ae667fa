package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.RequestWriter;
import io.spidergate.llm.conversation.Sampling;
import io.spidergate.llm.conversation.Thinking;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.FieldSpans;
import io.spidergate.llm.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes conversations as chat completion requests.
///
/// Rules: nothing that the caller did not say is written, since many servers reject fields they do
/// not know; `top_k` is left out with a note, as OpenAI's API has none; a budget of thinking
/// becomes an effort: below 2,048 tokens `low`, below 16,384 `medium`, else `high`.
public final class ChatRequestWriter implements RequestWriter {

    private static final int LOW_BUDGET = 2_048;
    private static final int MEDIUM_BUDGET = 16_384;

    @Override
    public WrittenRequest write(Conversation conversation, String model, Set<String> quirks) {
        List<String> notes = new ArrayList<>();
        ObjectNode body = Json.MAPPER.createObjectNode().put("model", model);
        ArrayNode messages = new ChatMessages(quirks, notes).of(conversation.turns());
        begun(messages.path(messages.size() - 1), quirks);
        body.set("messages", messages);
        tools(conversation, body);
        sampling(conversation.sampling(), body, notes);
        form(conversation.form(), body);
        thinking(conversation.thinking(), body);
        if (conversation.stream()) {
            body.put("stream", true);
        }
        return UpstreamBody.of(body, FieldSpans.UNKNOWN, model, conversation.stream(), quirks)
                .after(notes);
    }

    /// An answer that was begun, and that the model is to go on with.
    private static void begun(JsonNode last, Set<String> quirks) {
        if (quirks.contains(Quirk.PREFILL_BY_PREFIX)
                && last instanceof ObjectNode message
                && message.path("role").asText().equals("assistant")
                && !message.has("tool_calls")) {
            message.put("prefix", true);
        }
    }

    private static void tools(Conversation conversation, ObjectNode body) {
        if (conversation.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (Tool tool : conversation.tools()) {
            ObjectNode function = tools.addObject().put("type", "function").putObject("function");
            function.put("name", tool.name());
            if (!tool.description().isEmpty()) {
                function.put("description", tool.description());
            }
            function.set("parameters", tool.parameters());
            if (tool.strict()) {
                function.put("strict", true);
            }
        }
        choice(conversation.toolChoice(), body);
        if (!conversation.parallelCalls()) {
            body.put("parallel_tool_calls", false);
        }
    }

    private static void choice(ToolChoice choice, ObjectNode body) {
        switch (choice) {
            case ToolChoice.Auto() -> {} // the default everywhere
            case ToolChoice.None() -> body.put("tool_choice", "none");
            case ToolChoice.Required() -> body.put("tool_choice", "required");
            case ToolChoice.Named(String function) ->
                    body.putObject("tool_choice")
                            .put("type", "function")
                            .putObject("function")
                            .put("name", function);
        }
    }

    private static void sampling(Sampling sampling, ObjectNode body, List<String> notes) {
        sampling.maxTokens().ifPresent(value -> body.put("max_tokens", value));
        sampling.temperature().ifPresent(value -> body.put("temperature", value));
        sampling.topP().ifPresent(value -> body.put("top_p", value));
        sampling.presencePenalty().ifPresent(value -> body.put("presence_penalty", value));
        sampling.frequencyPenalty().ifPresent(value -> body.put("frequency_penalty", value));
        sampling.seed().ifPresent(value -> body.put("seed", value));
        sampling.user().ifPresent(value -> body.put("user", value));
        if (sampling.topK().isPresent()) {
            notes.add("top_k was left out: chat completions have none");
        }
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = body.putArray("stop");
            sampling.stop().forEach(stop::add);
        }
    }

    private static void form(AnswerForm form, ObjectNode body) {
        switch (form) {
            case AnswerForm.Text() -> {} // the default everywhere
            case AnswerForm.JsonObject() ->
                    body.putObject("response_format").put("type", "json_object");
            case AnswerForm.JsonSchema schema -> {
                ObjectNode format =
                        body.putObject("response_format")
                                .put("type", "json_schema")
                                .putObject("json_schema")
                                .put("name", schema.name());
                format.set("schema", schema.schema());
                if (schema.strict()) {
                    format.put("strict", true);
                }
            }
        }
    }

    private static void thinking(Thinking thinking, ObjectNode body) {
        switch (thinking) {
            case Thinking.Unsaid() -> {}
            case Thinking.Adaptive() -> {} // what models do that are told nothing
            case Thinking.Off() -> body.put("reasoning_effort", "none");
            case Thinking.Effort(String level) -> body.put("reasoning_effort", level);
            case Thinking.Budget(int tokens) -> body.put("reasoning_effort", effort(tokens));
        }
    }

    private static String effort(int tokens) {
        if (tokens < LOW_BUDGET) {
            return "low";
        }
        return tokens < MEDIUM_BUDGET ? "medium" : "high";
    }
}
