package io.spidergate.llm.transcriptions;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands between the parts of a form: a line of two dashes and a word (RFC 2046, section
/// 5.1.1).
///
/// Searches by Horspool's method, since a recording is long and this is done on an event loop.
final class Boundary {

    private static final Pattern PARAMETER =
            Pattern.compile(
                    "(?i).*;\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s\";]{1,70}))\\s*(?:;.*)?");

    private final byte[] line;
    private final int[] skips = new int[256];

    private Boundary(String word) {
        line = ("\r\n--" + word).getBytes(StandardCharsets.ISO_8859_1);
        Arrays.fill(skips, line.length);
        for (int at = 0; at < line.length - 1; at++) {
            skips[line[at] & 0xFF] = line.length - 1 - at;
        }
    }

    /// Of a form by its `Content-Type`.
    static Optional<Boundary> of(String mediaType) {
        Matcher matcher = PARAMETER.matcher(mediaType);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Boundary(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)));
    }

    /// With the line break before it.
    int length() {
        return line.length;
    }

    /// Whether a body begins with it, where no line break is before it.
    boolean begins(byte[] body) {
        int length = line.length - 2;
        return body.length >= length && Arrays.equals(body, 0, length, line, 2, line.length);
    }

    /// Where the line break before the next one is; negative where there is none.
    int next(byte[] body, int from) {
        int at = from;
        while (at <= body.length - line.length) {
            if (Arrays.equals(body, at, at + line.length, line, 0, line.length)) {
                return at;
            }
            at += skips[body[at + line.length - 1] & 0xFF];
        }
        return -1;
    }
}
