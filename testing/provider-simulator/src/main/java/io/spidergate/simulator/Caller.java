package io.spidergate.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Who calls: the provider it believes to reach, its key, and the account that the key belongs to.
record Caller(String provider, String key, String account) {

    /// Names the key without telling it.
    String fingerprint() {
        return key.isEmpty() ? "" : fingerprint(key);
    }

    static String fingerprint(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "Caller[%s, %s, %s]".formatted(provider, fingerprint(), account);
    }
}
