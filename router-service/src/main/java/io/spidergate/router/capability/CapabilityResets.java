package io.spidergate.router.capability;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When somebody has had forgotten what was measured of a model.
///
/// @param byKey as [#key] makes them; others are nobody's
public record CapabilityResets(Map<String, Instant> byKey) {

    public static final CapabilityResets NONE = new CapabilityResets(Map.of());

    public CapabilityResets {
        byKey = Map.copyOf(byKey);
    }

    public static String key(String provider, String model) {
        return "capability %s/%s".formatted(provider, model);
    }

    /// Whether what happened then is to be forgotten.
    boolean covers(Ability ability, Instant then) {
        Instant reset = of(ability.provider(), ability.model());
        return reset != null && !then.isAfter(reset);
    }

    @Nullable Instant of(String provider, String model) {
        return byKey.isEmpty() ? null : byKey.get(key(provider, model));
    }
}
