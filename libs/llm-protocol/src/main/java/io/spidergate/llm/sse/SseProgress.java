package io.spidergate.llm.sse;

/// Whether a decoder can go on.
public sealed interface SseProgress {

    /// All bytes were taken.
    record Flowing() implements SseProgress {}

    /// An event or a line grew over the limit; the decoder takes nothing any more.
    record Oversized(int limitBytes) implements SseProgress {}
}
