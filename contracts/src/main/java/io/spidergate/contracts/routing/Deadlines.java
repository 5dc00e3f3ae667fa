package io.spidergate.contracts.routing;

/// How long an attempt may take, in milliseconds.
///
/// @param connectMs until the connection stands
/// @param firstTokenMs from the request's end until the first content byte of the answer
/// @param gapMs between two pieces of a streamed answer
/// @param totalMs the whole attempt
public record Deadlines(int connectMs, int firstTokenMs, int gapMs, int totalMs) {

    public static final Deadlines DEFAULT = new Deadlines(3_000, 30_000, 30_000, 600_000);

    public Deadlines {
        if (connectMs <= 0 || firstTokenMs <= 0 || gapMs <= 0 || totalMs <= 0) {
            throw new IllegalArgumentException(
                    "deadlines must be positive: connectMs=%d firstTokenMs=%d gapMs=%d totalMs=%d"
                            .formatted(connectMs, firstTokenMs, gapMs, totalMs));
        }
    }
}
