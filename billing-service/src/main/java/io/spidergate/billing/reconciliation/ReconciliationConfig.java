package io.spidergate.billing.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;

/// How the ledger is held against what providers say.
@ConfigMapping(prefix = "spidergate.reconciliation")
public interface ReconciliationConfig {

    /// How often each provider is asked what its account has used.
    @WithDefault("PT6H")
    Duration every();

    /// How often it is looked whether one is due.
    @WithDefault("PT1M")
    Duration look();

    /// So long after its end a provider may still add to a day.
    @WithDefault("PT6H")
    Duration settleAfter();

    /// Both agree where they differ by no more than this share of what the provider reports.
    @WithDefault("1")
    BigDecimal tolerancePercent();

    /// They also agree where they differ by no more than so many US dollars a day.
    @WithDefault("0.01")
    BigDecimal toleranceUsd();
}
