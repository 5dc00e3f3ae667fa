package io.spidergate.llm.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Where in the bytes of a document the value of a field lies, quotes or braces included; replacing
/// it leaves every other byte as it was written.
///
/// @param start from the beginning of the document; negative where the field is absent
public record Span(int start, int end) {

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
        List<Replacement> inOrder =
                Arrays.stream(replacements)
                        .filter(replacement -> replacement.span().start() >= 0)
                        .sorted(Comparator.comparingInt(replacement -> replacement.span().start()))
                        .toList();
        int total = length;
        for (Replacement replacement : inOrder) {
            total += replacement.value().length - replacement.span().length();
        }
        byte[] out = new byte[total];
        int read = 0;
        int written = 0;
        for (Replacement replacement : inOrder) {
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

    private int length() {
        return end - start;
    }
}
