package io.spidergate.billing.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Webhooks.
@ConfigMapping(prefix = "spidergate.webhook")
interface WebhookConfig {

    /// File with the keyset under which webhooks' secrets lie in the database, in Tink's JSON
    /// format. Where there is none, there are no webhooks. Back it up apart from the database.
    @WithDefault("/etc/spidergate/billing/keyset.json")
    Path keysetFile();

    /// Creates the file, readable by its owner only, when no webhook was ever made. Leave it off
    /// where the file is provided, so that a missing mount is noticed.
    @WithDefault("false")
    boolean createKeyset();

    /// Addresses that are not public and may be called all the same, also by `http`, such as
    /// `10.1.0.0/16,127.0.0.1`.
    Optional<Set<String>> allowedNetworks();

    /// How long a receiver may take to answer.
    @WithDefault("PT10S")
    Duration timeout();

    /// A webhook is disabled when an attempt fails and all before it have for so long. Shorter than
    /// a delivery is tried, so that one which is given up disables too.
    @WithDefault("PT60H")
    Duration disableAfter();
}
