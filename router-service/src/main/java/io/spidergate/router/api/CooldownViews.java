package io.spidergate.router.api;

import io.spidergate.contracts.routing.CooldownView;
import io.spidergate.router.health.CooldownScope;
import io.spidergate.router.health.Trouble;
import java.util.Map;

/// Cooldowns as administrators see them.
final class CooldownViews {

    private CooldownViews() {}

    static CooldownView of(Map.Entry<CooldownScope, Trouble> trouble) {
        Trouble what = trouble.getValue();
        return new CooldownView(
                trouble.getKey().key(),
                what.coolingUntil(),
                what.reason(),
                what.failedTries(),
                what.lastFailure(),
                what.prober());
    }
}
