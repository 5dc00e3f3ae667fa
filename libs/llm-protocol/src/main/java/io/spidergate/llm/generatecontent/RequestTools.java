package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.ToolChoice;
import java.util.List;

/// Writes `tools` and `toolConfig`.
///
/// Rules: schemas go as JSON schemas in `parametersJsonSchema`. Strict functions are what the mode
/// `VALIDATED` is for, and `ANY` holds calls to their schemas anyway; where only some are strict,
/// none is, with a note.
final class RequestTools {

    private final Notes notes;

    RequestTools(Notes notes) {
        this.notes = notes;
    }

    void write(Conversation asked, ObjectNode body) {
        if (asked.tools().isEmpty()) {
            return;
        }
        ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
        asked.tools().forEach(tool -> function(tool, functions.addObject()));
        choice(asked, body);
        if (!asked.parallelCalls()) {
            notes.leftOut("parallelCalls=false", "generateContent has no field for it");
        }
    }

    private static void function(Tool tool, ObjectNode function) {
        function.put("name", tool.name());
        if (!tool.description().isEmpty()) {
            function.put("description", tool.description());
        }
        if (!tool.parameters().isEmpty()) {
            function.set("parametersJsonSchema", tool.parameters());
        }
    }

    private void choice(Conversation asked, ObjectNode body) {
        switch (asked.toolChoice()) {
            case ToolChoice.Auto() -> auto(asked.tools(), body);
            case ToolChoice.None() -> mode(body, "NONE");
            case ToolChoice.Required() -> mode(body, "ANY");
            case ToolChoice.Named(String function) ->
                    mode(body, "ANY").putArray("allowedFunctionNames").add(function);
        }
    }

    private void auto(List<Tool> tools, ObjectNode body) {
        if (tools.stream().allMatch(Tool::strict)) {
            mode(body, "VALIDATED");
        } else if (tools.stream().anyMatch(Tool::strict)) {
            notes.leftOut("strict", "it goes for all functions or for none");
        }
    }

    private static ObjectNode mode(ObjectNode body, String mode) {
        return body.putObject("toolConfig").putObject("functionCallingConfig").put("mode", mode);
    }
}
