package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The `tools` of a request: functions are carried; what Google runs itself (`googleSearch`,
/// `codeExecution`, `urlContext`, …) is left out with a note.
final class ToolFields {

    private static final Set<String> READ =
            Set.of("name", "description", "parameters", "parametersJsonSchema");

    private final RequestCheck check;
    private final List<Tool> tools = new ArrayList<>();

    ToolFields(RequestCheck check) {
        this.check = check;
    }

    List<Tool> read(Field field) {
        if (check.walkable(field)) {
            field.elements().forEach(this::tool);
        }
        return tools;
    }

    private void tool(Field tool) {
        check.fields().requiredObject(tool.at(), tool.value());
        for (Field kind : tool.fields()) {
            if (!kind.name().equals("functionDeclarations")) {
                check.notes().leftOut(Notes.shown(kind.at()), "only functions are called");
            } else if (check.walkable(kind)) {
                kind.elements().forEach(this::function);
            }
        }
    }

    private void function(Field function) {
        check.fields().requiredObject(function.at(), function.value());
        check.noteUnknown(function, READ);
        Field name = function.field("name");
        check.fields().requiredString(name.at(), name.value(), RequestCheck.MAX_NAME);
        Field description = function.field("description");
        check.fields().string(description.at(), description.value());
        tools.add(
                new Tool(
                        name.value().asText(),
                        description.value().asText(""),
                        parameters(function),
                        false));
    }

    private JsonNode parameters(Field function) {
        Field google = function.field("parameters");
        Field json = function.field("parametersJsonSchema");
        check.fields().object(google.at(), google.value());
        check.fields().object(json.at(), json.value());
        if (!google.isAbsent() && !json.isAbsent()) {
            check.fields()
                    .fail(
                            json.at(),
                            "%s and %s exclude each other".formatted(json.at(), google.at()),
                            FieldCheck.INVALID_VALUE);
        }
        if (!json.isAbsent()) {
            return json.value();
        }
        return google.isAbsent()
                ? Json.MAPPER.createObjectNode()
                : GoogleSchema.toJsonSchema(google.value());
    }
}
