package io.spidergate.gateway.quota;

import io.spidergate.contracts.routing.PoolStanding;
import io.spidergate.contracts.routing.PoolStanding.WindowStanding;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.quota.WindowMeter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What this gateway may use of a pool, beside the slices that it holds, while the owner cannot be
/// asked: its part of each window, as if every gateway that held some then had the same. Not
/// thread-safe.
final class OwnShare {

    private final List<WindowMeter> meters = new ArrayList<>();

    /// @param last how the pool stood when the owner spoke of it last
    OwnShare(PoolStanding last, Instant now) {
        int holders = Math.max(1, last.holders());
        for (WindowStanding standing : last.windows()) {
            QuotaUnit unit = standing.window().unit();
            if (unit != QuotaUnit.CONCURRENT && unit != QuotaUnit.PERCENT) {
                QuotaWindow part =
                        standing.window().withLimit(Math.max(1, standing.limit() / holders));
                meters.add(
                        WindowMeter.untouched(part)
                                .with((standing.used() + standing.held()) / holders, now, now));
            }
        }
    }

    /// Takes one request with its weight, or nothing.
    ///
    /// @return when to come again; null where it was taken
    @Nullable Instant take(long weight, Instant now) {
        Instant free = now;
        for (WindowMeter meter : meters) {
            Instant at = meter.freeAt(need(meter, weight), now);
            free = at.isAfter(free) ? at : free;
        }
        if (free.isAfter(now)) {
            return free;
        }
        meters.replaceAll(meter -> meter.with(need(meter, weight), now, now));
        return null;
    }

    private static long need(WindowMeter meter, long weight) {
        return isWeighed(meter.window().unit()) ? weight : 1;
    }

    private static boolean isWeighed(QuotaUnit unit) {
        return unit == QuotaUnit.TOKENS || unit == QuotaUnit.MICRO_USD;
    }
}
