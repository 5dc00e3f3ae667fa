package io.spidergate.llm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks for bytes eight at a time.
public final class ByteSearch {

    public static final int WORD = Long.BYTES;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = EACH << 7;
    private static final long LINE_FEEDS = EACH * '\n';
    private static final long RETURNS = EACH * '\r';

    private ByteSearch() {}

    /// The eight bytes from `at` on.
    public static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /// The value in each of a word's eight bytes.
    ///
    /// @param value an ASCII character
    public static long each(char value) {
        return EACH * value;
    }

    /// Zero where none of the eight bytes has its high bit set.
    public static long beyondAscii(long word) {
        return word & HIGH_BITS;
    }

    /// Zero where none of the eight bytes is zero: to take one from it sets its high bit only
    /// there.
    public static long zeros(long word) {
        return (word - EACH) & ~word & HIGH_BITS;
    }

    /// Where the first line feed or carriage return is, or `to`.
    public static int lineBreak(byte[] bytes, int from, int to) {
        int at = from;
        while (at <= to - WORD && isWithoutBreak(word(bytes, at))) {
            at += WORD;
        }
        while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    private static boolean isWithoutBreak(long word) {
        return (zeros(word ^ LINE_FEEDS) | zeros(word ^ RETURNS)) == 0;
    }
}
