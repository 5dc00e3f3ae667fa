package io.spidergate.contracts.routing;

import org.jspecify.annotations.Nullable;

/// How long an attempt for one task may take, in milliseconds; what is absent is as the provider
/// says.
///
/// @param firstTokenMs from the request's end until the first content byte of the answer
/// @param gapMs between two pieces of a streamed answer
/// @param totalMs the whole attempt
/// @param hedgeAfterMs without content from a stream, after which another candidate is asked
///   beside; never where absent
public record AliasDeadlines(
        @Nullable Integer firstTokenMs,
        @Nullable Integer gapMs,
        @Nullable Integer totalMs,
        @Nullable Integer hedgeAfterMs) {

    public AliasDeadlines {
        requirePositive("first_token_ms", firstTokenMs);
        requirePositive("gap_ms", gapMs);
        requirePositive("total_ms", totalMs);
        requirePositive("hedge_after_ms", hedgeAfterMs);
    }

    public Deadlines over(Deadlines provider) {
        return new Deadlines(
                provider.connectMs(),
                firstTokenMs == null ? provider.firstTokenMs() : firstTokenMs,
                gapMs == null ? provider.gapMs() : gapMs,
                totalMs == null ? provider.totalMs() : totalMs);
    }

    private static void requirePositive(String name, @Nullable Integer value) {
        if (value != null && value <= 0) {
            throw new IllegalArgumentException("%s=%d must be positive".formatted(name, value));
        }
    }
}
