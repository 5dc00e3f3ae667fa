package io.spidergate.billing.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// Notices, and how they are told.
@ConfigMapping(prefix = "spidergate.notice")
interface NoticeConfig {

    /// Sender of the mails with notices. Mail is sent only where this is set, by the server that
    /// `quarkus.mailer.host`, `.port`, `.username` and `.password` name.
    Optional<String> mailFrom();

    /// How long the mail server may take for one mail.
    @WithDefault("PT30S")
    Duration mailTimeout();

    /// How often it is looked for what is due.
    @WithDefault("PT1S")
    Duration pollEvery();

    /// Pause after Kafka or the database did not answer.
    @WithDefault("PT5S")
    Duration retryAfter();

    /// How many deliveries one replica has under way at most.
    @WithDefault("32")
    int atOnce();

    /// A delivery whose process ended is tried again so long after it began. Must be longer than an
    /// attempt can take.
    @WithDefault("PT1M")
    Duration lease();

    /// How long notices and their deliveries are kept.
    @WithDefault("P30D")
    Duration keepFor();

    /// How long it is remembered that something was told.
    @WithDefault("P400D")
    Duration keepKeysFor();

    /// How often older ones are cleared away.
    @WithDefault("PT1H")
    Duration clearEvery();
}
