package io.spidergate.gateway.admission.jwt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 of a JWT: what is remembered of it, so that nobody finds a good one in memory's place
/// for them.
record TokenDigest(long a, long b, long c, long d) {

    static TokenDigest of(String jwt) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(jwt.getBytes(StandardCharsets.US_ASCII)));
            return new TokenDigest(
                    digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
