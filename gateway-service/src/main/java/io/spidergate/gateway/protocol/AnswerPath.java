package io.spidergate.gateway.protocol;

/// The way of one provider's answer to one caller: plain or streamed. For one attempt and one
/// thread.
public interface AnswerPath {

    /// For an answer that comes as `text/event-stream`.
    AnswerStream stream();

    /// For the whole body of an answer with status 200.
    PlainAnswer plain(byte[] body);
}
