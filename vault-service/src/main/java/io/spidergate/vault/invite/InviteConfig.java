package io.spidergate.vault.invite;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Invites to bring a key.
@ConfigMapping(prefix = "spidergate.invite")
interface InviteConfig {

    /// Where people outside reach dashboard-service; links begin with it.
    @WithDefault("http://localhost:8081")
    URI pageUrl();

    /// How long a link can be used.
    @WithDefault("72h")
    Duration lifetime();

    /// Sender of the mails with links. Mail is sent only where this is set, by the server that
    /// `quarkus.mailer.host`, `.port`, `.username` and `.password` name.
    Optional<String> mailFrom();
}
