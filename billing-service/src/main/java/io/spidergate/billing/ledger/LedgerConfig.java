package io.spidergate.billing.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How request events become ledger entries.
@ConfigMapping(prefix = "spidergate.ledger")
interface LedgerConfig {

    /// Most events that are written in one transaction.
    @WithDefault("2000")
    int batch();

    /// First pause after Kafka or the database did not answer; doubled up to `retryAtMost`.
    @WithDefault("PT0.25S")
    Duration retryAfter();

    /// Longest pause between two tries.
    @WithDefault("PT10S")
    Duration retryAtMost();

    /// How many months ahead partitions are made.
    @WithDefault("2")
    int monthsAhead();

    /// How often events, ledger and balances are held against each other.
    @WithDefault("PT5M")
    Duration auditEvery();

    /// How many UTC days are then read entry by entry, today included.
    @WithDefault("2")
    int auditDays();
}
