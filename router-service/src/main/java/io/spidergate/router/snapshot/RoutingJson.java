package io.spidergate.router.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/// Writes snapshots and health so that equal content is equal text, in whichever process: the order
/// of a set is otherwise different in each.
final class RoutingJson {

    private final ObjectWriter writer;

    RoutingJson(ObjectMapper json) {
        SimpleModule sorted = new SimpleModule("sorted sets");
        sorted.addSerializer(Set.class, new SortedSet());
        this.writer = json.copy().registerModule(sorted).writer();
    }

    byte[] write(Object content) {
        try {
            return writer.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "%s cannot be written".formatted(content.getClass().getSimpleName()), e);
        }
    }

    /// SHA-256 of what is written.
    String hash(Object content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(write(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @SuppressWarnings("rawtypes") // Jackson registers serializers by raw class.
    private static final class SortedSet extends JsonSerializer<Set> {

        @Override
        public void serialize(Set set, JsonGenerator out, SerializerProvider serializers)
                throws IOException {
            out.writeStartArray();
            for (Object element : set.stream().sorted().toArray()) {
                serializers.defaultSerializeValue(element, out);
            }
            out.writeEndArray();
        }
    }
}
