package io.spidergate.llm.transcriptions;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Goes once over a body, from boundary to boundary.
final class FormReader {

    private static final String LINE_BREAK = "\r\n";
    private static final String HEADERS_END = LINE_BREAK + LINE_BREAK;

    private final Boundary boundary;
    private final byte[] body;
    private final List<FormPart> parts = new ArrayList<>();

    FormReader(Boundary boundary, byte[] body) {
        this.boundary = boundary;
        this.body = body;
    }

    Form read() {
        int at = behindTheFirst();
        if (at < 0) {
            return Form.unreadable("its boundary is nowhere");
        }
        while (!is(at, "--")) {
            Optional<String> wrong = part(at);
            if (wrong.isPresent()) {
                return Form.unreadable(wrong.get());
            }
            FormPart last = parts.getLast();
            at = last.from() + last.length() + boundary.length();
        }
        return new Form.Parsed(List.copyOf(parts));
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
        if (parts.size() == Form.MOST_PARTS) {
            return Optional.of("it has more than %d parts".formatted(Form.MOST_PARTS));
        }
        int start = lineEnd(behind);
        if (start < 0) {
            return Optional.of("a boundary is followed by something else");
        }
        int headersEnd = headersEnd(start);
        if (headersEnd < 0) {
            return Optional.of(
                    "the headers of part %d do not end within %d bytes"
                            .formatted(parts.size() + 1, Form.MOST_HEADER_BYTES));
        }
        int content = headersEnd + HEADERS_END.length();
        int end = boundary.next(body, content);
        if (end < 0) {
            return Optional.of("it ends before its last boundary");
        }
        return add(
                PartHeaders.of(new String(body, start, headersEnd - start, StandardCharsets.UTF_8)),
                content,
                end - content);
    }

    private Optional<String> add(PartHeaders headers, int from, int length) {
        String name = headers.name();
        if (name == null) {
            return Optional.of("part %d has no name".formatted(parts.size() + 1));
        }
        parts.add(new FormPart(name, headers.fileName(), headers.mediaType(), body, from, length));
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
        int last = Math.min(body.length, from + Form.MOST_HEADER_BYTES);
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
