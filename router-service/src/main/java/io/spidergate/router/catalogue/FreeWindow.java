package io.spidergate.router.catalogue;

import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import org.jspecify.annotations.Nullable;

/// How much of something a provider gives away in a stretch of time.
///
/// @param limit absent where it is not published: refusals teach it
/// @param per absent for `concurrent`, which has no window
/// @param reset `rolling` where absent, which is the careful guess
public record FreeWindow(
        QuotaUnit unit, @Nullable Long limit, @Nullable Period per, @Nullable QuotaReset reset) {

    public FreeWindow {
        Require.present("unit", unit);
        Require.notNegative("limit", limit == null ? 0 : limit);
        if (unit == QuotaUnit.PERCENT) {
            requireGauge(limit, per, reset);
        } else if (unit == QuotaUnit.CONCURRENT) {
            if (per != null || reset != null) {
                throw new IllegalArgumentException("concurrent has neither per nor reset");
            }
        } else {
            requireFitting(Require.present("per", per), reset);
        }
    }

    private static void requireGauge(
            @Nullable Long limit, @Nullable Period per, @Nullable QuotaReset reset) {
        Require.present("per", per);
        if (limit == null || limit < 1 || limit > 100) {
            throw new IllegalArgumentException(
                    "limit of percent must be from 1 to 100, got %s".formatted(limit));
        }
        if (reset != null && reset != QuotaReset.TOLD) {
            throw new IllegalArgumentException(
                    "percent has no reset of its own: its provider tells it");
        }
    }

    private static void requireFitting(Period per, @Nullable QuotaReset reset) {
        boolean fits =
                switch (reset) {
                    case UTC_MIDNIGHT, PACIFIC_MIDNIGHT -> per.equals(Period.DAY);
                    case CALENDAR_MONTH -> per.equals(Period.MONTH);
                    case CLOCK -> per.seconds() <= Period.HOUR.seconds();
                    case ROLLING, REFILLING, NEVER -> true;
                    case TOLD -> false;
                    case null -> true;
                };
        if (!fits) {
            throw new IllegalArgumentException(
                    "reset '%s' does not go with per '%s'"
                            .formatted(
                                    String.valueOf(reset).toLowerCase(java.util.Locale.ROOT), per));
        }
    }

    QuotaWindow window() {
        long most = limit == null ? QuotaWindow.MAX_LIMIT : limit;
        if (per != null && unit == QuotaUnit.PERCENT) {
            return new QuotaWindow(unit, most, per.seconds(), QuotaReset.TOLD);
        }
        return per == null
                ? new QuotaWindow(unit, most, 0, QuotaReset.NEVER)
                : new QuotaWindow(
                        unit, most, per.seconds(), reset == null ? QuotaReset.ROLLING : reset);
    }
}
