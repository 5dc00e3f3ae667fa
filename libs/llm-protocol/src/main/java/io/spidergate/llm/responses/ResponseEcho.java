package io.spidergate.llm.responses;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// What of a request stands again in its response, as OpenAI's API does it: each field that the
/// specification or Open Responses demands, with OpenAI's default where the caller gave none.
///
/// Tools that were left out are not among `tools`: what is told is what was in force.
///
/// @param fields of the response object; not to be changed
/// @param members which namespace and name each flat name of a function stands for
public record ResponseEcho(ObjectNode fields, Map<String, Member> members) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// A function inside of a namespace.
    public record Member(String namespace, String name) {}

    public ResponseEcho {
        members = Map.copyOf(members);
    }

    /// Of a body that [ResponsesRequestReader] found valid; never throws on others.
    public static ResponseEcho of(ObjectNode body) {
        ObjectNode fields = NODES.objectNode();
        asked(fields, body);
        tools(fields, body);
        answered(fields);
        return new ResponseEcho(fields, ToolNames.of(body.path("tools")).members());
    }

    private static void asked(ObjectNode fields, ObjectNode body) {
        copy(fields, body, "instructions", NODES.nullNode());
        copy(fields, body, "max_output_tokens", NODES.nullNode());
        copy(fields, body, "max_tool_calls", NODES.nullNode());
        copy(fields, body, "metadata", NODES.objectNode());
        copy(fields, body, "prompt_cache_key", NODES.nullNode());
        copy(fields, body, "safety_identifier", NODES.nullNode());
        copy(fields, body, "temperature", NODES.numberNode(1.0));
        copy(fields, body, "top_p", NODES.numberNode(1.0));
        fields.set("reasoning", reasoning(body.path("reasoning")));
        fields.set("text", text(body.path("text")));
        if (body.path("user").isTextual()) { // may be absent, but not null
            fields.set("user", body.path("user"));
        }
    }

    private static void tools(ObjectNode fields, ObjectNode body) {
        copy(fields, body, "parallel_tool_calls", NODES.booleanNode(true));
        copy(fields, body, "tool_choice", NODES.textNode("auto"));
        ArrayNode tools = fields.putArray("tools");
        for (JsonNode tool : body.path("tools")) {
            if (tool.path("type").asText().equals("function")) {
                tools.add(function(tool));
            } else if (ToolNames.isNamespace(tool)) {
                tools.add(tool);
            }
        }
    }

    /// What the gateway does, whatever was asked.
    private static void answered(ObjectNode fields) {
        fields.put("background", false);
        fields.put("store", false);
        fields.putNull("previous_response_id");
        fields.put("service_tier", "default");
        fields.put("truncation", "disabled");
        fields.put("presence_penalty", 0);
        fields.put("frequency_penalty", 0);
        fields.put("top_logprobs", 0);
    }

    private static void copy(ObjectNode fields, ObjectNode body, String name, JsonNode otherwise) {
        fields.set(name, absent(body.path(name)) ? otherwise : body.path(name));
    }

    /// The specification demands `parameters` and `strict` of a function in a response, though not
    /// in a request.
    private static ObjectNode function(JsonNode tool) {
        ObjectNode function = tool.deepCopy();
        if (absent(tool.path("parameters"))) {
            function.putObject("parameters");
        }
        if (absent(tool.path("strict"))) {
            function.put("strict", false);
        }
        return function;
    }

    private static ObjectNode reasoning(JsonNode asked) {
        ObjectNode reasoning = NODES.objectNode();
        reasoning.set("effort", orNull(asked.path("effort")));
        reasoning.set("summary", orNull(asked.path("summary")));
        return reasoning;
    }

    private static ObjectNode text(JsonNode asked) {
        ObjectNode text = asked.isObject() ? asked.deepCopy() : NODES.objectNode();
        if (absent(text.path("format"))) {
            text.putObject("format").put("type", "text");
        }
        return text;
    }

    private static JsonNode orNull(JsonNode value) {
        return absent(value) ? NODES.nullNode() : value;
    }
}
