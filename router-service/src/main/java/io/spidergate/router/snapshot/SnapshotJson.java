package io.spidergate.router.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.spidergate.contracts.routing.RoutingSnapshot;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;

/// Writes snapshots so that equal content is equal text, in whichever process: the order of a set
/// is otherwise different in each.
final class SnapshotJson {

    private final ObjectWriter writer;

    SnapshotJson(ObjectMapper json) {
        SimpleModule sorted = new SimpleModule("sorted sets");
        sorted.addSerializer(Set.class, new SortedSet());
        this.writer = json.copy().registerModule(sorted).writerFor(RoutingSnapshot.class);
    }

    byte[] write(RoutingSnapshot snapshot) {
        try {
            return writer.writeValueAsBytes(snapshot);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a snapshot cannot be written", e);
        }
    }

    /// SHA-256 of all but version and time.
    String contentHash(RoutingSnapshot snapshot) {
        try {
            byte[] content = write(SnapshotPublisher.stamped(snapshot, 0, Instant.EPOCH));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
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
