package io.spidergate.llm.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/// Where in the bytes of a document the value of a field lies, quotes or braces included; replacing
/// it leaves every other byte as it was written.
///
/// @param start from the beginning of the document; negative where the field is absent
public record Span(int start, int end) {

    private static final Comparator<Replacement> BY_START =
            Comparator.comparingInt(replacement -> replacement.span().start());

    public static final Span ABSENT = new Span(-1, -1);
    public static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    /// A value to stand in the place of another.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Replacement(Span span, byte[] value) {}

    public Replacement by(byte[] value) {
        return new Replacement(this, value);
    }

    public static byte[] text(String value) {
        String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(value));
        return ("\"" + escaped + "\"").getBytes(StandardCharsets.UTF_8);
    }

    /// The document with all replacements made; those of absent fields are skipped.
    public static byte[] replace(byte[] json, int offset, int length, Replacement... replacements) {
        Replacement[] inOrder = replacements.clone();
        Arrays.sort(inOrder, BY_START);
        byte[] out = new byte[length + growth(inOrder)];
        int read = 0;
        int written = 0;
        for (Replacement replacement : inOrder) {
            if (replacement.span().start() < 0) {
                continue;
            }
            int kept = replacement.span().start() - read;
            System.arraycopy(json, offset + read, out, written, kept);
            byte[] value = replacement.value();
            System.arraycopy(value, 0, out, written + kept, value.length);
            written += kept + value.length;
            read = replacement.span().end();
        }
        System.arraycopy(json, offset + read, out, written, length - read);
        return out;
    }

    private static int growth(Replacement[] replacements) {
        int growth = 0;
        for (Replacement replacement : replacements) {
            boolean present = replacement.span().start() >= 0;
            growth += present ? replacement.value().length - replacement.span().length() : 0;
        }
        return growth;
    }

    private int length() {
        return end - start;
    }
}
