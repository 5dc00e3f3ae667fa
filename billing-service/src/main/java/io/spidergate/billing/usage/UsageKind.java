package io.spidergate.billing.usage;

import java.util.Locale;

/// What a request asked for, whatever protocol it came by.
enum UsageKind {
    CHAT,
    EMBEDDINGS,
    MODERATIONS,
    IMAGES,
    SPEECH,
    TRANSCRIPTIONS;

    /// @param endpoint path without prefix
    static UsageKind of(String endpoint) {
        return switch (endpoint) {
            case "/embeddings" -> EMBEDDINGS;
            case "/moderations" -> MODERATIONS;
            case "/images/generations" -> IMAGES;
            case "/audio/speech" -> SPEECH;
            case "/audio/transcriptions" -> TRANSCRIPTIONS;
            default -> CHAT;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
