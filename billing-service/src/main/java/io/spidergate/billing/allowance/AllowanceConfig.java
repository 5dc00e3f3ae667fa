package io.spidergate.billing.allowance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How slices of rates and budgets are granted to gateways.
@ConfigMapping(prefix = "spidergate.allowance")
interface AllowanceConfig {

    /// How long a grant lives without a word from its gateway: for so long may a dead gateway hold
    /// back its unspent slice, and for so long may a live one go on without billing. Longer than a
    /// killed gateway takes to be back: what it had spent of a budget comes with its journal, and
    /// counts as unspent once its grants have ended.
    @WithDefault("PT60S")
    Duration expiry();

    /// How long counters of past minutes and days are kept.
    @WithDefault("PT2H")
    Duration keepFor();

    /// How often they are cleared away.
    @WithDefault("PT1M")
    Duration clearEvery();
}
