package io.spidergate.simulator;

/// What a path leads to; the protocol of a call follows from it.
public enum Endpoint {
    CHAT("chat/completions"),
    EMBEDDINGS("embeddings"),
    MODERATIONS("moderations"),
    IMAGES("images/generations"),
    SPEECH("audio/speech"),
    TRANSCRIPTIONS("audio/transcriptions"),
    MODELS("models"),
    RESPONSES("responses"),
    MESSAGES("messages"),
    MESSAGES_COUNT("messages/count_tokens"),
    GENERATE("generateContent"),
    GENERATE_STREAM("streamGenerateContent"),
    GENERATE_COUNT("countTokens"),
    CONVERSE("converse"),
    CONVERSE_STREAM("converse-stream"),
    FOUNDATION_MODELS("foundation-models"),
    UNKNOWN("");

    /// The end of its path, by which calls are recorded.
    private final String ending;

    Endpoint(String ending) {
        this.ending = ending;
    }

    String ending() {
        return ending;
    }

    boolean isGoogles() {
        return this == GENERATE || this == GENERATE_STREAM || this == GENERATE_COUNT;
    }

    boolean isAwss() {
        return this == CONVERSE || this == CONVERSE_STREAM || this == FOUNDATION_MODELS;
    }

    boolean lists() {
        return this == MODELS || this == FOUNDATION_MODELS;
    }

    boolean isMessages() {
        return this == MESSAGES || this == MESSAGES_COUNT;
    }
}
