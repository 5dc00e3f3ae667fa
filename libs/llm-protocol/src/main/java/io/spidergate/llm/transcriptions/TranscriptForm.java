package io.spidergate.llm.transcriptions;

import java.util.Locale;
import java.util.Optional;

/// The forms in which words that were heard are handed over.
public enum TranscriptForm {
    JSON,
    VERBOSE_JSON,
    /// With who said what.
    DIARIZED_JSON,
    TEXT,
    SRT,
    VTT;

    static Optional<TranscriptForm> of(String wireName) {
        for (TranscriptForm form : values()) {
            if (form.wireName().equals(wireName)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isDocument() {
        return this == JSON || this == VERBOSE_JSON || this == DIARIZED_JSON;
    }

    /// Word by word they come in these only.
    boolean isStreamed() {
        return this == JSON || this == DIARIZED_JSON;
    }
}
