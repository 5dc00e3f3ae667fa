package io.spidergate.vault.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/// A provider's secret in clear, for as short as the work with it takes; prints `***` and is
/// overwritten by {@link #close}.
public final class Secret implements AutoCloseable {

    private final byte[] clear;
    private boolean closed;

    private Secret(byte[] clear) {
        this.clear = clear;
    }

    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Takes the array over: it is overwritten when the secret is closed.
    static Secret owning(byte[] clear) {
        return new Secret(clear);
    }

    /// Lends the bytes for the length of one call; `use` must not keep the array.
    public <T> T lend(Function<byte[], T> use) {
        if (closed) {
            throw new IllegalStateException("the secret was overwritten already");
        }
        return use.apply(clear);
    }

    /// As text, where a library takes nothing else. The text cannot be overwritten: keep it
    /// short-lived.
    public String reveal() {
        return lend(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        Arrays.fill(clear, (byte) 0);
        closed = true;
    }

    @Override
    public String toString() {
        return "***";
    }
}
