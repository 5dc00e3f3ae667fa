package io.spidergate.vault.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Bytes of several texts in a row, each behind its length, so that no two lists of texts have the
/// same bytes.
final class Fields {

    private Fields() {}

    static byte[] encode(String... fields) {
        List<byte[]> encoded =
                Arrays.stream(fields).map(f -> f.getBytes(StandardCharsets.UTF_8)).toList();
        ByteBuffer out =
                ByteBuffer.allocate(encoded.stream().mapToInt(f -> Integer.BYTES + f.length).sum());
        encoded.forEach(field -> out.putInt(field.length).put(field));
        return out.array();
    }
}
