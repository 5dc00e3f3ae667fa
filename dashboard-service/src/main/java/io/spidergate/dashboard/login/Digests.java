package io.spidergate.dashboard.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Random secrets of this service, and what may be kept or shown of them.
final class Digests {

    private static final int SECRET_BYTES = 32;

    private Digests() {}

    /// 256 random bits: too many to guess, so a plain hash is enough to keep them by.
    static String newSecret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// What the session table holds instead of the secret.
    static byte[] atRest(String secret) {
        return sha256("session:" + secret);
    }

    /// What a form must carry to prove that it came from a page of this cookie's owner.
    static String csrf(String secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("csrf:" + secret));
    }

    static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
