package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Other ids for tool calls, where a provider refuses those that another one has made. An id always
/// becomes the same one, so a call and its answer still belong together.
final class ToolIds {

    private static final Pattern NINE = Pattern.compile("[a-zA-Z0-9]{9}");
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int MOST = 40;

    private ToolIds() {}

    static String ofNine(String id) {
        if (NINE.matcher(id).matches()) {
            return id;
        }
        StringBuilder nine = new StringBuilder();
        BigInteger rest = new BigInteger(1, digest(id));
        for (int i = 0; i < 9; i++) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            nine.append(DIGITS.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return nine.toString();
    }

    static String ofForty(String id) {
        return id.length() <= MOST ? id : "call_" + HexFormat.of().formatHex(digest(id), 0, 16);
    }

    /// The same message where it has no id that must change.
    static JsonNode renamed(JsonNode message, UnaryOperator<String> rename) {
        if (!(message instanceof ObjectNode object)) {
            return message;
        }
        JsonNode answered = message.path("tool_call_id");
        if (answered.isTextual() && !rename.apply(answered.asText()).equals(answered.asText())) {
            return MessageBends.copy(object).put("tool_call_id", rename.apply(answered.asText()));
        }
        return message.path("tool_calls").isEmpty() ? message : calls(object, rename);
    }

    private static JsonNode calls(ObjectNode message, UnaryOperator<String> rename) {
        ArrayNode calls = Json.MAPPER.createArrayNode();
        boolean changed = false;
        for (JsonNode call : message.path("tool_calls")) {
            String id = call.path("id").asText();
            String other = rename.apply(id);
            changed |= !other.equals(id);
            calls.add(
                    call instanceof ObjectNode object
                            ? MessageBends.copy(object).put("id", other)
                            : call);
        }
        return changed ? MessageBends.copy(message).set("tool_calls", calls) : message;
    }

    private static byte[] digest(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
