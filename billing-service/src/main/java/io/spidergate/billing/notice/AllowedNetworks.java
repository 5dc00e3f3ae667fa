package io.spidergate.billing.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/// The operator's list, read at the start: one that cannot be read stops it.
@ApplicationScoped
class AllowedNetworks {

    private final Reach reach;

    AllowedNetworks(WebhookConfig config) {
        this.reach =
                new Reach(
                        config.allowedNetworks().orElse(Set.of()).stream()
                                .map(AllowedNetworks::network)
                                .toList());
    }

    Reach reach() {
        return reach;
    }

    private static Network network(String text) {
        return Network.parse(text.strip())
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "spidergate.webhook.allowed-networks must hold addresses such as 10.1.0.0/16, got '%s'"
                                        .formatted(text)));
    }
}
