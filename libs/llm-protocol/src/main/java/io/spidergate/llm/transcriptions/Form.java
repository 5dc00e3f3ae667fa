package io.spidergate.llm.transcriptions;

import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.InvalidField;
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
                : new FormReader(boundary.get(), body).read();
    }

    static Unreadable unreadable(String why) {
        return new Unreadable(
                new InvalidField(
                        "body",
                        "the body is not a valid multipart form: " + why,
                        FieldCheck.INVALID_VALUE));
    }
}
