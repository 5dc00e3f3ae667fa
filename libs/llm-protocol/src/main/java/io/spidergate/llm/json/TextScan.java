package io.spidergate.llm.json;

import io.spidergate.llm.ByteSearch;
import io.spidergate.llm.TokenEstimate;
import org.jspecify.annotations.Nullable;

/// Finds the end of a text in JSON and counts on the way what its characters come to as tokens,
/// eight bytes at a time where they are plain.
final class TextScan {

    /// Shorter ones cost no more to read than to find.
    static final int LONG = 256;

    private static final long QUOTES = ByteSearch.each('"');
    private static final long BACKSLASHES = ByteSearch.each('\\');

    private final byte[] json;
    private int at;
    private long parts;

    private TextScan(byte[] json, int at) {
        this.json = json;
        this.at = at;
    }

    /// @param quote where a text's opening quote is
    /// @return null where the text is short, or has no end
    static @Nullable LongText at(byte[] json, int quote) {
        TextScan scan = new TextScan(json, quote + 1);
        return scan.reachesQuote() && scan.at - quote > LONG
                ? new LongText(json, quote, scan.at + 1, scan.parts)
                : null;
    }

    private boolean reachesQuote() {
        passPlain();
        while (at < json.length && json[at] != '"') {
            passOne();
            passPlain();
        }
        return at < json.length;
    }

    private void passPlain() {
        int from = at;
        int to = from;
        while (to <= json.length - ByteSearch.WORD && isPlain(ByteSearch.word(json, to))) {
            to += ByteSearch.WORD;
        }
        parts += to - from;
        at = to;
    }

    /// Eight ASCII characters, no quote or backslash among them.
    private static boolean isPlain(long word) {
        return (ByteSearch.beyondAscii(word)
                        | ByteSearch.zeros(word ^ QUOTES)
                        | ByteSearch.zeros(word ^ BACKSLASHES))
                == 0;
    }

    private void passOne() {
        byte value = json[at];
        if (value == '\\') {
            passEscape();
        } else if (value >= 0) {
            parts++;
            at++;
        } else {
            passFirstByte(value & 0xFF);
        }
    }

    private void passEscape() {
        boolean unicode = at + 5 < json.length && json[at + 1] == 'u';
        parts += unicode ? TokenEstimate.partsOf(hex(at + 2)) : 1;
        at += unicode ? 6 : 2;
    }

    /// A character counts by its first byte; the others count nothing.
    private void passFirstByte(int first) {
        int second = at + 1 < json.length ? json[at + 1] & 0x3F : 0;
        at++;
        if (first >= 0xF0) {
            parts += 2 * TokenEstimate.partsOf(Character.MIN_SURROGATE);
        } else if (first >= 0xE0) {
            passThreeBytes((char) ((first & 0x0F) << 12 | second << 6));
        } else if (first >= 0xC0) {
            parts += TokenEstimate.partsOf((char) ((first & 0x1F) << 6));
        }
    }

    /// The parser lets half a character pass where it is asked for none, and refuses it where it
    /// is: so it is asked.
    private void passThreeBytes(char about) {
        parts += TokenEstimate.partsOf(about);
        if (Character.isSurrogate(about)) {
            at = json.length;
        }
    }

    /// Zero for what is no number: the parser refuses that.
    private char hex(int from) {
        int value = 0;
        for (int digit = from; digit < from + 4; digit++) {
            value = value << 4 | Math.max(0, Character.digit(json[digit], 16));
        }
        return (char) value;
    }
}
