package io.spidergate.billing.notice;

import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// What signs the calls of a webhook, in the form of Standard Webhooks: `whsec_` and base 64 of 24
/// to 64 random bytes.
///
/// @see <a href="https://github.com/standard-webhooks/standard-webhooks">the specification</a>
final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    private final byte[] bytes;

    private WebhookSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    static WebhookSecret mint(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new WebhookSecret(bytes);
    }

    static WebhookSecret of(byte[] bytes) {
        return new WebhookSecret(bytes.clone());
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebhookSecret secret && Arrays.equals(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
