package io.spidergate.llm.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/// How JSON of others is read: bounded in depth, wide enough for pictures inside of strings.
public final class Json {

    /// Far above any honest tool schema, far below what would exhaust a stack.
    static final int MAX_DEPTH = 500;

    private static final int MAX_STRING = 64 * 1024 * 1024;

    /// For whole bodies: what follows the first value is an error.
    public static final ObjectMapper MAPPER =
            JsonMapper.builder(factory())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /// For passes over tokens, in which a part may be read as a tree and more follows.
    public static final JsonFactory FACTORY = JsonMapper.builder(factory()).build().getFactory();

    private static final ObjectWriter ESCAPING =
            MAPPER.writer()
                    .with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())
                    .without(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);

    private Json() {}

    /// A tree as UTF-8, whatever its strings hold.
    ///
    /// Trap: a text may be cut between the two halves of a character outside of the basic plane.
    /// UTF-8 has no form for one half, but JSON's escapes do, and whoever joins the pieces gets the
    /// whole character back.
    public static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException _) { // half a character
            return escaped(tree);
        }
    }

    private static byte[] escaped(JsonNode tree) {
        try {
            return ESCAPING.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible); // ASCII can always be written
        }
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxStringLength(MAX_STRING)
                                .build())
                .build();
    }
}
