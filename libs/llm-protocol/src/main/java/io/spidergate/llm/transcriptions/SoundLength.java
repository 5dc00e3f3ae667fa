package io.spidergate.llm.transcriptions;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// About how long a recording is, from its bytes alone.
///
/// Rule: a WAV file tells its bytes a second; every other kind is taken to have 2,000, as speech of
/// a telephone's quality has in Opus. What is recorded better is shorter than that, so that what is
/// set aside for it is enough.
final class SoundLength {

    private static final int FEWEST_BYTES_A_SECOND = 2_000;
    private static final int RATE_AT = 28;
    private static final int WAV_HEAD = 44;

    private SoundLength() {}

    static long seconds(FormPart sound) {
        return Math.ceilDiv(sound.length(), bytesPerSecond(sound));
    }

    private static int bytesPerSecond(FormPart sound) {
        if (sound.length() < WAV_HEAD || !is(sound, 0, "RIFF") || !is(sound, 8, "WAVEfmt ")) {
            return FEWEST_BYTES_A_SECOND;
        }
        int told =
                ByteBuffer.wrap(sound.form())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt(sound.from() + RATE_AT);
        return Math.max(FEWEST_BYTES_A_SECOND, told); // a lie would make it endless
    }

    private static boolean is(FormPart sound, int at, String word) {
        return new String(
                        sound.form(), sound.from() + at, word.length(), StandardCharsets.ISO_8859_1)
                .equals(word);
    }
}
