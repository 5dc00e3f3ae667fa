package io.spidergate.vault;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Makes identifiers that nobody can guess: a prefix and 128 random bits.
public final class FreshIds {

    private static final int BYTES = 16;

    private final RandomGenerator random;

    public FreshIds(RandomGenerator random) {
        this.random = random;
    }

    public String next(String prefix) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }
}
