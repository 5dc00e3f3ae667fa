package io.spidergate.router.catalogue;

import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.RateHeader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a provider's answers tell how one of its windows stands.
///
/// @param per the window that these headers tell of
public record HeaderRule(
        QuotaUnit unit,
        Period per,
        @Nullable String limit,
        @Nullable String remaining,
        @Nullable String reset) {

    public HeaderRule {
        Require.present("unit", unit);
        Require.present("per", per);
        if (limit == null && remaining == null) {
            throw new IllegalArgumentException("limit or remaining must name a header");
        }
    }

    public RateHeader header() {
        return new RateHeader(unit, per.seconds(), lower(limit), lower(remaining), lower(reset));
    }

    private static @Nullable String lower(@Nullable String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }
}
