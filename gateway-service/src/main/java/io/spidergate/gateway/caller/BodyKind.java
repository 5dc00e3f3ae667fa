package io.spidergate.gateway.caller;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a body is to be.
public enum BodyKind {
    JSON("application/json"),
    /// A form with a file.
    FORM("multipart/form-data");

    private final String mediaType;

    BodyKind(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /// @param type of a body as it was declared; missing counts as JSON: some minimal clients send
    ///   none
    boolean is(@Nullable String type) {
        if (type == null) {
            return this == JSON;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        int end = lower.indexOf(';');
        String media = (end < 0 ? lower : lower.substring(0, end)).strip();
        return media.equals(mediaType) || this == JSON && media.endsWith("+json");
    }
}
