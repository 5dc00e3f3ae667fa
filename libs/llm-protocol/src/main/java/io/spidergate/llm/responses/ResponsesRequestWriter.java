package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.chat.Quirk;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.RequestWriter;
import io.spidergate.llm.conversation.Sampling;
import io.spidergate.llm.conversation.Thinking;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.Json;
import java.util.Set;

/// Writes conversations as bodies of `POST /responses`. Everything in a conversation has a place
/// there but for what [InputWriter] and the notes name, so nothing is refused.
///
/// The provider is asked to store nothing, and for its sealed thoughts instead. Instructions go as
/// `input` messages, where they stood, since some servers do not know `instructions`.
public final class ResponsesRequestWriter implements RequestWriter {

    /// Seals its thoughts for nobody, and refuses to be asked for it (models that do not reason).
    public static final String NO_ENCRYPTED_REASONING = "no_encrypted_reasoning";

    /// Shows no summaries, or only to organisations that have proved who they are.
    public static final String NO_REASONING_SUMMARY = "no_reasoning_summary";

    /// OpenAI refuses a lower limit.
    private static final int LEAST_TOKENS = 16;

    @Override
    public WrittenRequest write(Conversation asked, String model, Set<String> quirks) {
        var notes = new Notes();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
        String role = quirks.contains(Quirk.NO_DEVELOPER_ROLE) ? "system" : "developer";
        body.set("input", new InputWriter(role, notes).write(asked.turns()));
        tools(body, asked, quirks);
        sampling(body, asked.sampling(), notes);
        form(body, asked.form());
        reasoning(body, asked.thinking(), quirks, notes);
        if (!quirks.contains(Quirk.NO_STORE)) {
            body.put("store", false);
        }
        body.put("stream", asked.stream());
        return quirks.contains(Quirk.CHATGPT_PLAN)
                ? PlanParameters.bent(body).after(notes.all())
                : new WrittenRequest.Body(Json.bytes(body), notes.all());
    }

    private static void tools(ObjectNode body, Conversation asked, Set<String> quirks) {
        if (asked.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        asked.tools().forEach(tool -> tools.add(tool(tool)));
        switch (asked.toolChoice()) {
            case ToolChoice.Auto _ -> body.put("tool_choice", "auto");
            case ToolChoice.None _ -> body.put("tool_choice", "none");
            case ToolChoice.Required _ -> body.put("tool_choice", "required");
            case ToolChoice.Named(String function) ->
                    body.putObject("tool_choice").put("type", "function").put("name", function);
        }
        if (!quirks.contains(Quirk.NO_PARALLEL_TOOL_CALLS)) {
            boolean single = quirks.contains(Quirk.SINGLE_TOOL_CALL);
            body.put("parallel_tool_calls", asked.parallelCalls() && !single);
        }
    }

    /// `strict` is always said: left out, OpenAI takes it for true.
    private static ObjectNode tool(Tool tool) {
        ObjectNode function = JsonNodeFactory.instance.objectNode();
        function.put("type", "function").put("name", tool.name());
        if (!tool.description().isEmpty()) {
            function.put("description", tool.description());
        }
        function.set("parameters", tool.parameters());
        return function.put("strict", tool.strict());
    }

    private static void sampling(ObjectNode body, Sampling sampling, Notes notes) {
        sampling.maxTokens()
                .ifPresent(tokens -> body.put("max_output_tokens", atLeast(tokens, notes)));
        sampling.temperature().ifPresent(value -> body.put("temperature", value));
        sampling.topP().ifPresent(value -> body.put("top_p", value));
        sampling.user().ifPresent(user -> body.put("user", user));
        leftOut("stop", !sampling.stop().isEmpty(), notes);
        leftOut("topK", sampling.topK().isPresent(), notes);
        leftOut("presencePenalty", sampling.presencePenalty().isPresent(), notes);
        leftOut("frequencyPenalty", sampling.frequencyPenalty().isPresent(), notes);
        leftOut("seed", sampling.seed().isPresent(), notes);
    }

    private static int atLeast(int tokens, Notes notes) {
        if (tokens < LEAST_TOKENS) {
            notes.add("maxTokens was raised to %d, the least of Responses".formatted(LEAST_TOKENS));
        }
        return Math.max(tokens, LEAST_TOKENS);
    }

    private static void leftOut(String what, boolean present, Notes notes) {
        if (present) {
            notes.add(what + " was left out: Responses has no field for it");
        }
    }

    private static void form(ObjectNode body, AnswerForm form) {
        switch (form) {
            case AnswerForm.Text _ -> {} // the default
            case AnswerForm.JsonObject _ ->
                    body.putObject("text").putObject("format").put("type", "json_object");
            case AnswerForm.JsonSchema(var name, var schema, var strict) -> {
                ObjectNode format = body.putObject("text").putObject("format");
                format.put("type", "json_schema").put("name", name).set("schema", schema);
                format.put("strict", strict);
            }
        }
    }

    private static void reasoning(
            ObjectNode body, Thinking thinking, Set<String> quirks, Notes notes) {
        boolean mayThink = Effort.mayThink(thinking);
        if (mayThink && !quirks.contains(NO_ENCRYPTED_REASONING)) {
            body.putArray("include").add("reasoning.encrypted_content");
        }
        if (thinking instanceof Thinking.Unsaid) {
            return;
        }
        if (quirks.contains(Quirk.NO_REASONING_EFFORT)) {
            notes.add("thinking was left out: the provider does not know it");
            return;
        }
        ObjectNode reasoning = JsonNodeFactory.instance.objectNode();
        Effort.of(thinking).ifPresent(effort -> reasoning.put("effort", effort));
        if (mayThink && !quirks.contains(NO_REASONING_SUMMARY)) {
            reasoning.put("summary", "auto");
        }
        if (!reasoning.isEmpty()) {
            body.set("reasoning", reasoning);
        }
    }
}
