package io.spidergate.router.health;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When somebody has ended cooldowns by hand.
///
/// @param byKey of a scope, or [#ALL]
public record Resets(Map<String, Instant> byKey) {

    public static final String ALL = "*";

    public static final Resets NONE = new Resets(Map.of());

    public Resets {
        byKey = Map.copyOf(byKey);
    }

    /// Whether what happened then is to be forgotten.
    boolean covers(CooldownScope scope, Instant then) {
        Instant reset = of(scope);
        return reset != null && !then.isAfter(reset);
    }

    @Nullable Instant of(CooldownScope scope) {
        Instant own = byKey.get(scope.key());
        Instant all = byKey.get(ALL);
        return own == null || (all != null && all.isAfter(own)) ? all : own;
    }
}
