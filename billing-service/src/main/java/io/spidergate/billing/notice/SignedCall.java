package io.spidergate.billing.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One call of a webhook, signed by every secret of it that is good now.
@ApplicationScoped
class SignedCall {

    private final SecretKeysetFile keyset;
    private final WebhookCall call;

    SignedCall(SecretKeysetFile keyset, WebhookCall call) {
        this.keyset = keyset;
        this.call = call;
    }

    Outcome call(DueDelivery delivery, StoredWebhook webhook, Instant now) {
        List<WebhookSecret> secrets = secrets(webhook, now);
        if (secrets.isEmpty()) {
            return new Outcome.NotSent(
                    "its secret cannot be opened with the keyset of this service; restore that keyset or rotate the secret");
        }
        String body = delivery.body();
        return call.post(
                URI.create(webhook.url()),
                WebhookSignature.headers(delivery.notice().id(), now, body, secrets),
                body);
    }

    /// The newest first; empty when that cannot be opened.
    private List<WebhookSecret> secrets(StoredWebhook webhook, Instant now) {
        List<WebhookSecret> secrets = new ArrayList<>();
        Optional<SecretKeyset> keys = keyset.keyset();
        keys.flatMap(held -> held.open(webhook.secret(), webhook.id(), webhook.workspace()))
                .ifPresent(secrets::add);
        byte[] previous = webhook.previousSecret();
        if (!secrets.isEmpty() && previous != null && webhook.isInGrace(now)) {
            keys.flatMap(held -> held.open(previous, webhook.id(), webhook.workspace()))
                    .ifPresent(secrets::add);
        }
        return secrets;
    }
}
