package io.spidergate.billing.agent;

import io.spidergate.contracts.billing.AgentToken;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/// A token's secret form `spidergate_pat_<ref>_<256 random bits><checksum>`, both in base 62: the
/// checksum tells a typo or a scanner's false find from a real token without asking anybody.
final class TokenSecret {

    private static final String BASE_62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String REF_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int REF_LENGTH = 12;
    private static final int RANDOM_BYTES = 32;

    /// Digits that 256 bits and 32 bits need in base 62.
    private static final int RANDOM_DIGITS = 43;

    private static final int CHECKSUM_DIGITS = 6;

    private final String ref;
    private final String text;

    private TokenSecret(String ref, String text) {
        this.ref = ref;
        this.text = text;
    }

    static TokenSecret mint(RandomGenerator random) {
        StringBuilder ref = new StringBuilder();
        for (int i = 0; i < REF_LENGTH; i++) {
            ref.append(REF_ALPHABET.charAt(random.nextInt(REF_ALPHABET.length())));
        }
        return mint(ref.toString(), random);
    }

    /// Another secret under the same reference.
    static TokenSecret mint(String ref, RandomGenerator random) {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        String body =
                AgentToken.PREFIX + ref + "_" + base62(new BigInteger(1, secret), RANDOM_DIGITS);
        return new TokenSecret(ref, body + checksum(body));
    }

    /// Whether the text can be a token at all.
    static boolean isWellFormed(String text) {
        int length = AgentToken.PREFIX.length() + REF_LENGTH + 1 + RANDOM_DIGITS + CHECKSUM_DIGITS;
        if (text.length() != length || !text.startsWith(AgentToken.PREFIX)) {
            return false;
        }
        int end = length - CHECKSUM_DIGITS;
        return checksum(text.substring(0, end)).equals(text.substring(end));
    }

    String ref() {
        return ref;
    }

    String reveal() {
        return text;
    }

    /// 256 random bits need no slow hash.
    String hash() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return AgentToken.PREFIX + ref + "_***";
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return base62(BigInteger.valueOf(crc.getValue()), CHECKSUM_DIGITS);
    }

    private static String base62(BigInteger value, int digits) {
        char[] text = new char[digits];
        BigInteger rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(62));
            text[i] = BASE_62.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(text);
    }
}
