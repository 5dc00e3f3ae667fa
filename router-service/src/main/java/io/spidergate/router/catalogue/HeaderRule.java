package io.spidergate.router.catalogue;

import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.RateHeader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a provider's answers tell how one of its windows stands.
///
/// @param per the window that these headers tell of
/// @param used how much of a plan is used, in hundredths
public record HeaderRule(
        QuotaUnit unit,
        Period per,
        @Nullable String limit,
        @Nullable String remaining,
        @Nullable String used,
        @Nullable String reset) {

    public HeaderRule {
        Require.present("unit", unit);
        Require.present("per", per);
        if (unit == QuotaUnit.PERCENT ? used == null : limit == null && remaining == null) {
            throw new IllegalArgumentException(
                    unit == QuotaUnit.PERCENT
                            ? "used must name a header"
                            : "limit or remaining must name a header");
        }
        if (unit != QuotaUnit.PERCENT && used != null) {
            throw new IllegalArgumentException("used goes with unit percent only");
        }
    }

    public RateHeader header() {
        return new RateHeader(
                unit, per.seconds(), lower(limit), lower(remaining), lower(used), lower(reset));
    }

    private static @Nullable String lower(@Nullable String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }
}
