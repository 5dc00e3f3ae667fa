package io.spidergate.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.transcriptions.Form;
import io.spidergate.llm.transcriptions.FormPart;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was asked, as far as it could be read.
///
/// @param model as the path or the body names it; empty where neither does
/// @param headers by names in lower case
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Asked(
        String model, boolean stream, JsonNode body, byte[] bytes, Map<String, String> headers) {

    public Asked {
        headers = Map.copyOf(headers);
    }

    /// For protocols that name the model in the body.
    public static Asked of(byte[] bytes, Map<String, String> headers) {
        String type = headers.getOrDefault("content-type", "");
        JsonNode body = type.startsWith("multipart/") ? form(type, bytes) : tree(bytes);
        return new Asked(
                body.path("model").asText(""),
                body.path("stream").asBoolean(),
                body,
                bytes,
                headers);
    }

    /// For protocols that name the model in the path.
    public static Asked of(
            String model, boolean stream, byte[] bytes, Map<String, String> headers) {
        return new Asked(model, stream, tree(bytes), bytes, headers);
    }

    /// Empty where there is none.
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return bytes.length == 0 ? Bodies.object() : Bodies.MAPPER.readTree(bytes);
        } catch (IOException _) {
            return Bodies.object(); // judged again, and refused, by the endpoint
        }
    }

    /// Texts and files by their names.
    private static JsonNode form(String type, byte[] bytes) {
        ObjectNode tree = Bodies.object();
        if (Form.parse(type, bytes) instanceof Form.Parsed(List<FormPart> parts)) {
            for (FormPart part : parts) {
                String text = part.text();
                if (part.fileName() != null) {
                    tree.put(part.name(), bytes(part));
                } else if (text.equals("true") || text.equals("false")) {
                    tree.put(part.name(), text.equals("true"));
                } else {
                    tree.put(part.name(), text);
                }
            }
        }
        return tree;
    }

    private static byte[] bytes(FormPart part) {
        return Arrays.copyOfRange(part.form(), part.from(), part.from() + part.length());
    }
}
