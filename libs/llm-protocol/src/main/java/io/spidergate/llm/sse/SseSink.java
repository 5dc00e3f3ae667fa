package io.spidergate.llm.sse;

/// Takes decoded events.
@FunctionalInterface
public interface SseSink {

    /// The bytes belong to the decoder and are valid only during the call; copy what is to stay.
    ///
    /// @param name the `event:` field, or `message` where the stream gave none
    void event(String name, byte[] buffer, int offset, int length);
}
