package io.spidergate.billing.notice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The headers by which a receiver knows who calls, as Standard Webhooks has them: `webhook-id`,
/// `webhook-timestamp` in seconds, and `webhook-signature` with `v1,` and base 64 of HMAC-SHA256
/// over `id.timestamp.body`, once for each secret that is good, with spaces between.
final class WebhookSignature {

    private static final String HMAC = "HmacSHA256";

    private WebhookSignature() {}

    static Map<String, String> headers(
            String id, Instant at, String body, List<WebhookSecret> secrets) {
        String timestamp = Long.toString(at.getEpochSecond());
        String signed = id + "." + timestamp + "." + body;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put(
                "webhook-signature",
                secrets.stream()
                        .map(secret -> "v1," + hmac(secret, signed))
                        .collect(Collectors.joining(" ")));
        return headers;
    }

    private static String hmac(WebhookSecret secret, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.bytes(), HMAC));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
