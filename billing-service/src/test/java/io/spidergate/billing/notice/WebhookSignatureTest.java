package io.spidergate.billing.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final Instant AT = Instant.ofEpochSecond(1_764_237_600);
    private static final String BODY =
            "{\"type\":\"webhook.test\",\"timestamp\":\"2025-11-27T10:00:00Z\",\"data\":{\"a\":\"ü\"}}";

    private static final WebhookSecret SECRET =
            WebhookSecret.of(
                    "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    /// What `Webhook(secret).sign(…)` of the library standardwebhooks for Python says.
    @Test
    void signsAsTheLibraryOfStandardWebhooksDoes() {
        assertThat(SECRET.reveal()).isEqualTo("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        assertThat(WebhookSignature.headers("ntc_1", AT, BODY, List.of(SECRET)))
                .isEqualTo(
                        Map.of(
                                "webhook-id",
                                "ntc_1",
                                "webhook-timestamp",
                                "1764237600",
                                "webhook-signature",
                                "v1,M1S1XpP3A6XO/BxRoQT7+ZMuNKu52PVDquaL+rh/CME="));
    }

    @Test
    void eachGoodSecretSigns() {
        WebhookSecret other = WebhookSecret.mint(new Random(1));
        String both = signature("ntc_1", AT, BODY, SECRET, other);

        assertThat(both)
                .isEqualTo(
                        signature("ntc_1", AT, BODY, SECRET)
                                + " "
                                + signature("ntc_1", AT, BODY, other));
    }

    @Test
    void whatIsSignedCannotBeChanged() {
        String right = signature("ntc_1", AT, BODY, SECRET);

        assertThat(signature("ntc_2", AT, BODY, SECRET)).isNotEqualTo(right);
        assertThat(signature("ntc_1", AT.plusSeconds(1), BODY, SECRET)).isNotEqualTo(right);
        assertThat(signature("ntc_1", AT, BODY + " ", SECRET)).isNotEqualTo(right);
    }

    @Test
    void aSecretIsPrintedAsStars() {
        assertThat(SECRET).hasToString("whsec_***");
    }

    private static String signature(String id, Instant at, String body, WebhookSecret... secrets) {
        return WebhookSignature.headers(id, at, body, List.of(secrets)).get("webhook-signature");
    }
}
