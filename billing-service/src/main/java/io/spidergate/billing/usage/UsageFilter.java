package io.spidergate.billing.usage;

import io.spidergate.billing.http.Refusal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which requests are asked about; what is absent does not filter.
record UsageFilter(
        @Nullable String workspace,
        @Nullable String agent,
        @Nullable String alias,
        @Nullable String model,
        @Nullable String provider,
        @Nullable String kind,
        @Nullable String tag) {

    private static final int MAX = 300;

    UsageFilter {
        check("workspace", workspace);
        check("agent", agent);
        check("alias", alias);
        check("model", model);
        check("provider", provider);
        check("tag", tag);
        if (kind != null
                && Arrays.stream(UsageKind.values()).noneMatch(it -> it.word().equals(kind))) {
            throw Refusal.badRequest(
                    "kind",
                    "'kind' must be one of %s, got '%s'"
                            .formatted(
                                    Arrays.stream(UsageKind.values()).map(UsageKind::word).toList(),
                                    kind.length() <= 40 ? kind : kind.substring(0, 40)));
        }
    }

    static void check(String field, @Nullable String text) {
        if (text != null && (text.length() > MAX || text.indexOf('\0') >= 0)) {
            throw Refusal.badRequest(
                    field,
                    "'%s' must have at most %d characters, got %d"
                            .formatted(field, MAX, text.length()));
        }
    }
}
