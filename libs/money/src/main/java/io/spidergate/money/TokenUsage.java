package io.spidergate.money;

/// Tokens of one request as the provider bills them; `cachedInput` is the part of `input` that was
/// read from a cache.
public record TokenUsage(long input, long cachedInput, long output) {

    public TokenUsage {
        if (input < 0 || cachedInput < 0 || output < 0) {
            throw new IllegalArgumentException(
                    "token counts must not be negative: input=%d cachedInput=%d output=%d"
                            .formatted(input, cachedInput, output));
        }
        if (cachedInput > input) {
            throw new IllegalArgumentException(
                    "cachedInput=%d must not exceed input=%d".formatted(cachedInput, input));
        }
    }
}
