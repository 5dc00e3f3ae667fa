package io.spidergate.gateway.protocol;

import java.util.Locale;

/// Sound, piece by piece, as what it is at the provider.
///
/// @param tokens about how many it has; no provider says
record SoundPath(int tokens) implements AnswerPath {

    @Override
    public boolean streams(String mediaType) {
        String lower = mediaType.toLowerCase(Locale.ROOT);
        return lower.startsWith("audio/") || lower.startsWith("application/octet-stream");
    }

    @Override
    public String mediaType(String providers) {
        return providers;
    }

    @Override
    public AnswerStream stream() {
        // A provider makes the whole and is paid for it, however much of it arrives.
        return new RawStream(_ -> tokens, 0);
    }

    @Override
    public PlainAnswer plain(byte[] body) {
        throw new IllegalStateException("speech is streamed, whatever its length");
    }
}
