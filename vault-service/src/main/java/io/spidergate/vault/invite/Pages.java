package io.spidergate.vault.invite;

import jakarta.inject.Singleton;
import java.net.URI;

/// Addresses of the pages that links lead to.
@Singleton
final class Pages {

    private final String base;
    private final Links links;

    Pages(InviteConfig config, Links links) {
        this.base = config.pageUrl().toString().replaceFirst("/+$", "");
        this.links = links;
    }

    URI invite(String inviteId) {
        return URI.create(base + "/invite/" + links.token(Links.Kind.INVITE, inviteId));
    }

    /// Where a provider sends the browser back to.
    URI callback(String inviteId) {
        return URI.create(invite(inviteId) + "/callback");
    }

    URI contribution(String inviteId) {
        return URI.create(base + "/contribution/" + contributionToken(inviteId));
    }

    String contributionToken(String inviteId) {
        return links.token(Links.Kind.CONTRIBUTION, inviteId);
    }
}
