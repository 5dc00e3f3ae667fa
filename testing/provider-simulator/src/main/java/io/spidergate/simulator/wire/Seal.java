package io.spidergate.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// The tokens by which providers know their own thoughts again: opaque to callers, bound to a text,
/// and not to be made by anyone else. A test that carries them badly is told so by the provider.
///
/// Laws: open(of(text)) = text; a token of another maker, or one that was changed, does not open.
public final class Seal {

    private static final int MARK = 12;

    private Seal() {}

    public static String of(String maker, String text) {
        byte[] clear = text.getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(mark(maker, clear), MARK + clear.length);
        System.arraycopy(clear, 0, token, MARK, clear.length);
        return Base64.getEncoder().encodeToString(token);
    }

    public static Optional<String> open(String maker, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (bytes.length < MARK) {
            return Optional.empty();
        }
        byte[] clear = Arrays.copyOfRange(bytes, MARK, bytes.length);
        return Arrays.equals(mark(maker, clear), Arrays.copyOf(bytes, MARK))
                ? Optional.of(new String(clear, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static byte[] mark(String maker, byte[] clear) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(maker.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return Arrays.copyOf(digest.digest(clear), MARK);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
