package io.spidergate.llm.sse;

import java.util.Arrays;

/// A byte buffer that grows up to a limit and is reused from event to event.
final class GrowingBytes {

    private static final int INITIAL = 512;

    private final int limit;
    private byte[] bytes = new byte[INITIAL];
    private int length;

    GrowingBytes(int limit) {
        this.limit = limit;
    }

    /// Answers false, and stays as it was, if the limit would be passed.
    boolean append(byte[] source, int offset, int count) {
        if (count > limit - length) {
            return false;
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return true;
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }
}
