package io.spidergate.simulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.wire.Bodies;
import java.util.Map;
import java.util.Set;

/// A request of Converse in the words of Messages; what Converse does not know is refused.
final class AsMessages {

    private static final Map<String, String> INFERENCE =
            Map.of(
                    "maxTokens", "max_tokens",
                    "temperature", "temperature",
                    "topP", "top_p",
                    "stopSequences", "stop_sequences");

    ObjectNode of(String model, JsonNode body) {
        Shape.known(
                "",
                body,
                Set.of(
                        "messages",
                        "system",
                        "inferenceConfig",
                        "toolConfig",
                        "additionalModelRequestFields",
                        "outputConfig"));
        ObjectNode messages = Bodies.object().put("model", model).put("max_tokens", 4_096);
        inference(body.path("inferenceConfig"), messages);
        messages.set("messages", messages(body.path("messages")));
        if (body.has("system")) {
            messages.set("system", new AsBlocks("system").of(body.path("system")));
        }
        tools(body.path("toolConfig"), messages);
        form(body.path("outputConfig"), messages);
        fields(model, body.path("additionalModelRequestFields"), messages);
        return messages;
    }

    private static void inference(JsonNode inference, ObjectNode messages) {
        Shape.known("inferenceConfig", inference, INFERENCE.keySet());
        inference
                .properties()
                .forEach(it ->
                        messages.set(
                                INFERENCE.getOrDefault(it.getKey(), it.getKey()), it.getValue()));
    }

    private static ArrayNode messages(JsonNode messages) {
        ArrayNode written = Bodies.MAPPER.createArrayNode();
        for (int at = 0; at < messages.size(); at++) {
            JsonNode message = messages.path(at);
            String path = "messages." + at;
            Shape.known(path, message, Set.of("role", "content"));
            ObjectNode one = written.addObject();
            one.set("role", message.path("role"));
            one.set("content", new AsBlocks(path + ".content").of(message.path("content")));
        }
        return written;
    }

    private static void tools(JsonNode config, ObjectNode messages) {
        Shape.known("toolConfig", config, Set.of("tools", "toolChoice"));
        if (config.isMissingNode()) {
            return;
        }
        ArrayNode tools = messages.putArray("tools");
        for (JsonNode tool : config.path("tools")) {
            Shape.known("toolConfig.tools", tool, Set.of("toolSpec"));
            JsonNode spec = tool.path("toolSpec");
            Shape.known(
                    "toolConfig.tools.toolSpec",
                    spec,
                    Set.of("name", "description", "inputSchema", "strict"));
            ObjectNode written = tools.addObject();
            written.set("name", spec.path("name"));
            written.set("input_schema", spec.path("inputSchema").path("json"));
        }
        choice(config.path("toolChoice"), messages);
    }

    private static void choice(JsonNode choice, ObjectNode messages) {
        Shape.known("toolConfig.toolChoice", choice, Set.of("auto", "any", "tool"));
        if (choice.has("any")) {
            messages.putObject("tool_choice").put("type", "any");
        } else if (choice.has("tool")) {
            messages.putObject("tool_choice")
                    .put("type", "tool")
                    .set("name", choice.path("tool").path("name"));
        }
    }

    private static void form(JsonNode config, ObjectNode messages) {
        JsonNode schema =
                config.path("textFormat").path("structure").path("jsonSchema").path("schema");
        if (schema.isTextual()) {
            messages.withObjectProperty("output_config")
                    .putObject("format")
                    .put("type", "json_schema")
                    .set("schema", Bodies.tree(schema.textValue()));
        }
    }

    /// What goes to the model as it is, in the words of its maker.
    private static void fields(String model, JsonNode fields, ObjectNode messages) {
        if (model.contains("claude")) {
            fields.properties().forEach(it -> messages.set(it.getKey(), it.getValue()));
        } else {
            Shape.known("additionalModelRequestFields", fields, Set.of("reasoning_effort"));
        }
    }
}
