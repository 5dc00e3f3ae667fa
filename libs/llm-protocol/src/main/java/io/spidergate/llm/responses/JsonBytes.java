package io.spidergate.llm.responses;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.json.Json;
import java.io.UncheckedIOException;

/// Trees as bytes, whatever their strings hold.
///
/// Trap: a provider may cut a text between the two halves of a character outside of the basic
/// plane. UTF-8 has no form for one half, but JSON's escapes do, and a client that joins the pieces
/// gets the whole character back.
final class JsonBytes {

    private static final ObjectWriter WRITER = Json.MAPPER.writer();

    private static final ObjectWriter ESCAPING =
            WRITER.with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())
                    .without(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);

    private JsonBytes() {}

    static byte[] of(ObjectNode tree) {
        try {
            return WRITER.writeValueAsBytes(tree);
        } catch (JsonProcessingException _) { // half a surrogate pair
            return escaped(tree);
        }
    }

    private static byte[] escaped(ObjectNode tree) {
        try {
            return ESCAPING.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
