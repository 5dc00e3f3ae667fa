package io.spidergate.billing.usage;

import io.spidergate.contracts.gateway.RequestEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Requests that are counted together. In an order, so that two who write at the same time never
/// wait for each other in a circle.
///
/// @param alias empty for a model by its own name
/// @param model that served, and `provider` whose; empty where none did
/// @param basis of the cost
/// @param tags of the token, with [#BETWEEN_TAGS] between them
record UsageKey(
        Instant hour,
        String workspace,
        String agent,
        String tokenRef,
        String alias,
        String model,
        String provider,
        String kind,
        String basis,
        String tags)
        implements Comparable<UsageKey> {

    private static final Comparator<UsageKey> ORDER =
            Comparator.comparing(UsageKey::hour)
                    .thenComparing(UsageKey::workspace)
                    .thenComparing(UsageKey::agent)
                    .thenComparing(UsageKey::tokenRef)
                    .thenComparing(UsageKey::alias)
                    .thenComparing(UsageKey::model)
                    .thenComparing(UsageKey::provider)
                    .thenComparing(UsageKey::kind)
                    .thenComparing(UsageKey::basis)
                    .thenComparing(UsageKey::tags);

    /// In no tag.
    private static final String BETWEEN_TAGS = "\u001f";

    static UsageKey of(RequestEvent event) {
        return new UsageKey(
                event.startedAt().truncatedTo(ChronoUnit.HOURS),
                event.workspace().value(),
                event.agent().value(),
                event.tokenRef(),
                orEmpty(event.plan().alias()),
                orEmpty(event.servedModel()),
                orEmpty(event.servedProvider()),
                UsageKind.of(event.endpoint()).word(),
                event.cost().basis().name(),
                String.join(BETWEEN_TAGS, event.tags()));
    }

    @Override
    public int compareTo(UsageKey other) {
        return ORDER.compare(this, other);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
