package io.spidergate.billing.notice;

import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.billing.Rotation;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What webhooks and recipients may look like.
final class WebhookRules {

    static final int MAX_URL = 2_000;
    static final int MAX_DESCRIPTION = 200;
    static final int MAX_WEBHOOKS = 50;
    static final int MAX_RECIPIENTS = 20;

    private static final int MAX_ADDRESS = 254;
    private static final int MAX_PORT = 65_535;

    /// One address and nothing beside it.
    private static final Predicate<String> ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+").asMatchPredicate();

    private WebhookRules() {}

    record Broken(String field, String message) {}

    /// What can be said of a URL before its host is looked up.
    ///
    /// @param plainAllowed whether there are networks that the operator has allowed
    static Optional<Broken> checkUrl(@Nullable String url, boolean plainAllowed) {
        if (url == null || url.isBlank() || url.length() > MAX_URL) {
            return broken(
                    "url",
                    "'url' must have 1 to %d characters, got %s"
                            .formatted(MAX_URL, url == null ? "none" : url.strip().length()));
        }
        Optional<URI> parsed = parse(url);
        if (parsed.isEmpty()) {
            return broken("url", "'url' must be a URL with a host, such as https://example.com/in");
        }
        URI uri = parsed.get();
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return broken("url", "'url' must have neither a user nor a fragment (#…)");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            return broken(
                    "url",
                    "'url' must have a port from 1 to %d, got %d"
                            .formatted(MAX_PORT, uri.getPort()));
        }
        if ("https".equals(uri.getScheme()) || (plainAllowed && "http".equals(uri.getScheme()))) {
            return Optional.empty();
        }
        return broken(
                "url",
                "'url' must begin with https://; http:// is only for networks that spidergate.webhook.allowed-networks names");
    }

    /// Where its host leads.
    static Optional<Broken> checkAddresses(URI url, List<InetAddress> addresses, Reach reach) {
        return mayCall(url, addresses, reach)
                ? Optional.empty()
                : broken(
                        "url",
                        "'url' leads to an address that is not public; spidergate.webhook.allowed-networks names those that are allowed all the same");
    }

    static boolean mayCall(URI url, List<InetAddress> addresses, Reach reach) {
        boolean plain = "http".equals(url.getScheme());
        return addresses.stream()
                .allMatch(address -> plain ? reach.isNamed(address) : reach.allows(address));
    }

    static Optional<Broken> checkTypes(List<NoticeType> types) {
        Set<@Nullable NoticeType> different = new HashSet<>(types);
        return different.size() == types.size() && !different.contains(null)
                ? Optional.empty()
                : broken("types", "'types' must hold neither the same type twice nor null");
    }

    static Optional<Broken> checkDescription(String description) {
        return description.length() <= MAX_DESCRIPTION
                        && description.chars().noneMatch(Character::isISOControl)
                ? Optional.empty()
                : broken(
                        "description",
                        "'description' must have at most %d characters and no control characters, got %d"
                                .formatted(MAX_DESCRIPTION, description.length()));
    }

    static Optional<Broken> checkRotation(Rotation rotation) {
        long grace = rotation.graceSeconds();
        return grace >= 0 && grace <= Rotation.MAX_GRACE_SECONDS
                ? Optional.empty()
                : broken(
                        "graceSeconds",
                        "'graceSeconds' must be from 0 to %d, got %d"
                                .formatted(Rotation.MAX_GRACE_SECONDS, grace));
    }

    static Optional<Broken> checkRecipients(List<String> addresses) {
        if (addresses.size() > MAX_RECIPIENTS) {
            return broken(
                    "addresses",
                    "'addresses' must have at most %d entries, got %d"
                            .formatted(MAX_RECIPIENTS, addresses.size()));
        }
        for (int at = 0; at < addresses.size(); at++) {
            @Nullable String address = addresses.get(at);
            if (address == null || address.length() > MAX_ADDRESS || !ADDRESS.test(address)) {
                return broken(
                        "addresses[" + at + "]",
                        "'addresses[%d]' must be a mail address such as team@example.com"
                                .formatted(at));
            }
            if (addresses.indexOf(address) < at) {
                return broken("addresses[" + at + "]", "'addresses' must not hold one twice");
            }
        }
        return Optional.empty();
    }

    private static Optional<URI> parse(String url) {
        try {
            return Optional.of(new URI(url)).filter(uri -> uri.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Broken> broken(String field, String message) {
        return Optional.of(new Broken(field, message));
    }
}
