package io.spidergate.gateway.caller;

import io.spidergate.contracts.id.RequestId;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// Makes request ids that sort by time: 48 bits of milliseconds and 80 random bits in Crockford's
/// base 32, as a ULID has them.
public final class RequestIds {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TIME_CHARS = 10;
    private static final int RANDOM_CHARS = 16;

    private final Clock clock;
    private final RandomGenerator random;

    /// @param random safe for use by several threads
    public RequestIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public RequestId next() {
        char[] text = new char[TIME_CHARS + RANDOM_CHARS];
        fill(text, 0, TIME_CHARS, clock.millis());
        fill(text, TIME_CHARS, TIME_CHARS + RANDOM_CHARS / 2, random.nextLong());
        fill(text, TIME_CHARS + RANDOM_CHARS / 2, text.length, random.nextLong());
        return new RequestId("req_" + new String(text));
    }

    private static void fill(char[] text, int from, int to, long value) {
        long rest = value;
        for (int at = to - 1; at >= from; at--) {
            text[at] = ALPHABET[(int) (rest & 31)];
            rest >>>= 5;
        }
    }
}
