package io.spidergate.llm.transcriptions;

import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.InvalidField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the bytes of a `multipart/form-data` body (RFC 7578) turned out to be.
///
/// Written here because the parser that comes with the HTTP server takes a form that was cut off
/// for a whole one, and throws at many that are none.
public sealed interface Form {

    int MOST_PARTS = 64;

    /// Of the lines above a part.
    int MOST_HEADER_BYTES = 8 * 1024;

    record Parsed(List<FormPart> parts) implements Form {}

    record Unreadable(InvalidField reason) implements Form {}

    /// Never throws, whatever the bytes.
    ///
    /// @param mediaType the body's `Content-Type`, with its boundary
    static Form parse(String mediaType, byte[] body) {
        Optional<Boundary> boundary = Boundary.of(mediaType);
        return boundary.isEmpty()
                ? unreadable("its Content-Type names no boundary")
                : new Reader(boundary.get(), body).read();
    }

    private static Unreadable unreadable(String why) {
        return new Unreadable(
                new InvalidField(
                        "body",
                        "the body is not a valid multipart form: " + why,
                        FieldCheck.INVALID_VALUE));
    }

    /// Goes once over a body, from boundary to boundary.
    final class Reader {

        private static final String LINE_BREAK = "\r\n";
        private static final String HEADERS_END = LINE_BREAK + LINE_BREAK;

        private final Boundary boundary;
        private final byte[] body;
        private final List<FormPart> parts = new ArrayList<>();

        private Reader(Boundary boundary, byte[] body) {
            this.boundary = boundary;
            this.body = body;
        }

        private Form read() {
            int at = behindTheFirst();
            if (at < 0) {
                return unreadable("its boundary is nowhere");
            }
            while (!is(at, "--")) {
                Optional<String> wrong = part(at);
                if (wrong.isPresent()) {
                    return unreadable(wrong.get());
                }
                FormPart last = parts.getLast();
                at = last.from() + last.length() + boundary.length();
            }
            return new Parsed(List.copyOf(parts));
        }

        /// The first boundary may stand at the very beginning, without a line break before it.
        private int behindTheFirst() {
            if (boundary.begins(body)) {
                return boundary.length() - LINE_BREAK.length();
            }
            int line = boundary.next(body, 0);
            return line < 0 ? line : line + boundary.length();
        }

        /// Reads the part behind a boundary.
        ///
        /// @return what is wrong with it
        private Optional<String> part(int behind) {
            if (parts.size() == MOST_PARTS) {
                return Optional.of("it has more than %d parts".formatted(MOST_PARTS));
            }
            int start = lineEnd(behind);
            if (start < 0) {
                return Optional.of("a boundary is followed by something else");
            }
            int headersEnd = headersEnd(start);
            if (headersEnd < 0) {
                return Optional.of(
                        "the headers of part %d do not end within %d bytes"
                                .formatted(parts.size() + 1, MOST_HEADER_BYTES));
            }
            int content = headersEnd + HEADERS_END.length();
            int end = boundary.next(body, content);
            if (end < 0) {
                return Optional.of("it ends before its last boundary");
            }
            return add(
                    PartHeaders.of(
                            new String(body, start, headersEnd - start, StandardCharsets.UTF_8)),
                    content,
                    end - content);
        }

        private Optional<String> add(PartHeaders headers, int from, int length) {
            String name = headers.name();
            if (name == null) {
                return Optional.of("part %d has no name".formatted(parts.size() + 1));
            }
            parts.add(
                    new FormPart(
                            name, headers.fileName(), headers.mediaType(), body, from, length));
            return Optional.empty();
        }

        /// Behind the rest of a boundary's line, where there may be blanks; negative where there is
        /// more.
        private int lineEnd(int from) {
            int at = from;
            while (at < body.length && (body[at] == ' ' || body[at] == '\t')) {
                at++;
            }
            return is(at, LINE_BREAK) ? at + LINE_BREAK.length() : -1;
        }

        private int headersEnd(int from) {
            int last = Math.min(body.length, from + MOST_HEADER_BYTES);
            for (int at = from; at < last; at++) {
                if (is(at, HEADERS_END)) {
                    return at;
                }
            }
            return -1;
        }

        private boolean is(int at, String word) {
            if (at + word.length() > body.length) {
                return false;
            }
            for (int index = 0; index < word.length(); index++) {
                if (body[at + index] != word.charAt(index)) {
                    return false;
                }
            }
            return true;
        }
    }
}
