package io.spidergate.llm.embeddings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.spidergate.llm.json.Json;
import java.util.Base64;
import java.util.List;

/// How the numbers of a vector are written.
public enum VectorFormat {
    /// An array of numbers.
    FLOAT,
    /// Little-endian 32-bit floats in base64, which OpenAI's clients ask for where their user says
    /// nothing.
    BASE64;

    static final List<String> NAMES = List.of("float", "base64");

    static VectorFormat of(JsonNode name) {
        return name.asText().equals("base64") ? BASE64 : FLOAT;
    }

    /// @throws IllegalArgumentException if the text is no base64 of whole floats
    static ArrayNode numbers(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException("not a whole number of floats");
        }
        ArrayNode numbers = Json.MAPPER.createArrayNode();
        for (int at = 0; at < bytes.length; at += Float.BYTES) {
            int bits = 0;
            for (int more = Float.BYTES - 1; more >= 0; more--) {
                bits = bits << Byte.SIZE | bytes[at + more] & 0xFF;
            }
            numbers.add(Float.intBitsToFloat(bits));
        }
        return numbers;
    }

    static String base64(JsonNode numbers) {
        byte[] bytes = new byte[numbers.size() * Float.BYTES];
        int at = 0;
        for (JsonNode number : numbers) {
            int bits = Float.floatToIntBits(number.floatValue());
            for (int more = 0; more < Float.BYTES; more++) {
                bytes[at++] = (byte) (bits >>> more * Byte.SIZE);
            }
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
