package io.spidergate.gateway.journal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What one journal record holds: the event as Kafka gets it, with its key, guarded by a checksum.
///
/// Layout: checksum of the rest (int), kind (byte), time of the append (long), length of the key
/// (short), key, JSON.
///
/// @param appendedAtMs when it was written, in milliseconds since the epoch
/// @param key request id
/// @param json the event
record JournaledEvent(Kind kind, long appendedAtMs, String key, byte[] json) {

    /// What the event says.
    enum Kind {
        /// What became of the request.
        TOLD(1),
        /// What is true of it if nothing else is ever heard.
        UNDER_WAY(2);

        private final byte mark;

        Kind(int mark) {
            this.mark = (byte) mark;
        }

        static @Nullable Kind of(byte mark) {
            return switch (mark) {
                case 1 -> TOLD;
                case 2 -> UNDER_WAY;
                default -> null;
            };
        }
    }

    private static final int HEADER = Integer.BYTES + Byte.BYTES + Long.BYTES + Short.BYTES;

    byte[] encoded() {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[HEADER + keyBytes.length + json.length];
        ByteBuffer.wrap(bytes)
                .putInt(0)
                .put(kind.mark)
                .putLong(appendedAtMs)
                .putShort((short) keyBytes.length)
                .put(keyBytes)
                .put(json)
                .putInt(0, checksum(bytes));
        return bytes;
    }

    /// Null when the bytes are not what was written, as a disk may leave them after a power cut.
    static @Nullable JournaledEvent decoded(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            if (buffer.getInt() != checksum(bytes)) {
                return null;
            }
            Kind kind = Kind.of(buffer.get());
            if (kind == null) {
                return null;
            }
            long appendedAtMs = buffer.getLong();
            byte[] key = new byte[buffer.getShort()];
            buffer.get(key);
            byte[] json = new byte[buffer.remaining()];
            buffer.get(json);
            return new JournaledEvent(
                    kind, appendedAtMs, new String(key, StandardCharsets.UTF_8), json);
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            return null;
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, Integer.BYTES, Math.max(0, bytes.length - Integer.BYTES));
        return (int) checksum.getValue();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other
                        instanceof
                        JournaledEvent(Kind otherKind, long atMs, String otherKey, byte[] otherJson)
                && kind == otherKind
                && appendedAtMs == atMs
                && key.equals(otherKey)
                && Arrays.equals(json, otherJson);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /// Never the event itself: it may carry what a caller sent.
    @Override
    public String toString() {
        return "JournaledEvent[%s, %d bytes]".formatted(key, json.length);
    }
}
