package io.spidergate.billing.reconciliation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.billing.reconciliation.VaultUsage.Told;
import io.spidergate.billing.reconciliation.VaultUsage.VaultAway;
import io.spidergate.billing.store.Rounds;
import io.spidergate.contracts.billing.Reconciliation.Account;
import io.spidergate.contracts.vault.ProviderUsage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads accounts when they are due, and tells of days that differ.
@ApplicationScoped
class ReconciliationRound {

    private static final Logger LOG = Logger.getLogger(ReconciliationRound.class);

    private final VaultUsage vault;
    private final PostgresReadings readings;
    private final PostgresReconciliation reconciliation;
    private final PostgresDifferences differences;
    private final ReconciliationMeters meters;
    private final ReconciliationConfig config;
    private final Clock clock;
    private @Nullable Rounds rounds;

    ReconciliationRound(
            VaultUsage vault,
            PostgresReadings readings,
            PostgresReconciliation reconciliation,
            PostgresDifferences differences,
            ReconciliationMeters meters,
            ReconciliationConfig config,
            Clock clock) {
        this.vault = vault;
        this.readings = readings;
        this.reconciliation = reconciliation;
        this.differences = differences;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        rounds = Rounds.start("reconciliation", config.look(), this::whenDue);
    }

    void stop(@Observes ShutdownEvent event) {
        if (rounds != null) {
            rounds.close();
        }
    }

    private void whenDue() {
        try {
            read(config.every());
        } catch (VaultAway e) {
            LOG.warnf("no account was reconciled this time: %s", e.getMessage());
        }
    }

    /// @param every accounts that were read within it are left alone
    void read(Duration every) {
        List<Reading> all = vault.readings();
        readings.keepOnly(all);
        for (Reading reading : all) {
            if (readings.take(reading, clock.instant(), every)) {
                read(reading);
            }
        }
    }

    private void read(Reading reading) {
        Instant now = clock.instant();
        LocalDate until = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
        LocalDate from = until.minusDays(ProviderUsage.MAX_DAYS);
        switch (vault.usage(reading, from, until)) {
            case Told.Not(String why) -> {
                meters.failed();
                readings.failed(reading, why);
                LOG.warnf(
                        "account %s of %s was not reconciled: %s",
                        reading.account(), reading.provider(), why);
            }
            case Told.Usage(ProviderUsage usage) -> {
                readings.told(reading, from, usage, now);
                compare(reading, new DayRange(from, until), now);
            }
        }
    }

    private void compare(Reading reading, DayRange range, Instant now) {
        reconciliation.of(range, reading.provider(), now).accounts().stream()
                .filter(account -> account.account().equals(reading.account()))
                .forEach(account -> tell(reading, account));
    }

    private void tell(Reading reading, Account account) {
        meters.compared(account);
        differences.tell(reading, account);
    }
}
