package io.spidergate.gateway.protocol;

import java.util.Locale;

/// The way of one provider's answer to one caller: plain or streamed. For one attempt and one
/// thread.
public interface AnswerPath {

    String EVENTS = "text/event-stream";

    /// Whether an answer of this media type comes piece by piece.
    default boolean streams(String mediaType) {
        return mediaType.toLowerCase(Locale.ROOT).contains(EVENTS);
    }

    /// What a streamed answer is for the caller.
    ///
    /// @param providers what it is as the provider has it
    default String mediaType(String providers) {
        return EVENTS;
    }

    /// For an answer that comes piece by piece.
    AnswerStream stream();

    /// For the whole body of an answer with status 200.
    PlainAnswer plain(byte[] body);
}
