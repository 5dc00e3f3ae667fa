package io.spidergate.traces.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A record that is no trace, kept with the reason so that someone can look at it.
///
/// @param payload at most {@link #MAX_PAYLOAD} bytes of the record's value
@SuppressWarnings("ArrayRecordComponent") // never compared, only written once
public record DeadLetter(
        String topic, int partition, long offset, String reason, byte @Nullable [] payload) {

    public static final int MAX_PAYLOAD = 1 << 20;

    private static final int MAX_REASON = 2_000;

    public DeadLetter {
        reason = reason.replace('\0', '\uFFFD');
        reason = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
        payload =
                payload == null
                        ? null
                        : Arrays.copyOf(payload, Math.min(payload.length, MAX_PAYLOAD));
    }
}
