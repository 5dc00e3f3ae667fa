package io.spidergate.gateway.protocol;

import io.spidergate.llm.TokenEstimate;
import java.util.Locale;

/// Words that were heard, as text or captions: byte for byte as they are at the provider.
record CaptionPath(AnswerTerms terms) implements AnswerPath {

    @Override
    public boolean streams(String mediaType) {
        String lower = mediaType.toLowerCase(Locale.ROOT);
        return lower.startsWith("text/") && !lower.startsWith("text/html")
                || lower.startsWith("application/x-subrip");
    }

    @Override
    public String mediaType(String providers) {
        return providers;
    }

    @Override
    public AnswerStream stream() {
        return new RawStream(TokenEstimate::ofCharacters, terms.captureChars());
    }

    @Override
    public PlainAnswer plain(byte[] body) {
        throw new IllegalStateException("text goes through piece by piece, whatever its length");
    }
}
