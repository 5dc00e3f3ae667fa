package io.spidergate.billing.reconciliation;

import io.spidergate.contracts.billing.Reconciliation.Charged;
import io.spidergate.contracts.billing.Reconciliation.Day;
import io.spidergate.contracts.billing.Reconciliation.Item;
import io.spidergate.contracts.billing.Reconciliation.State;
import io.spidergate.contracts.billing.Reconciliation.Told;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a day of the ledger agrees with the provider's. Pure.
///
/// Laws: a day that is over long enough, counted and told of either matches or differs; no other
/// does. What is allowed is the larger of share and sum.
///
/// @param percent of what is reported
/// @param usd a day
/// @param settleAfter so long after its end a provider may still add to a day
record Tolerance(BigDecimal percent, BigDecimal usd, Duration settleAfter) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);
    private static final int PERCENT_DIGITS = 2;

    static Tolerance of(ReconciliationConfig config) {
        return new Tolerance(
                config.tolerancePercent(), config.toleranceUsd(), config.settleAfter());
    }

    /// What is known of the days of an account.
    ///
    /// @param countedFrom the first day that the ledger has counted from its beginning
    /// @param toldUntil the first day that the provider has not told of; absent where of none
    record Known(LocalDate countedFrom, @Nullable LocalDate toldUntil) {

        boolean isTold(LocalDate day) {
            return toldUntil != null && day.isBefore(toldUntil);
        }
    }

    /// @param told of a day that the provider tells of and on which it has nothing, nothing
    Day day(
            LocalDate day,
            Charged ledger,
            @Nullable Told told,
            List<Item> items,
            Known known,
            Instant now) {
        Told reported = known.isTold(day) && told == null ? new Told(0, null, null, null) : told;
        Long difference =
                reported == null ? null : Math.subtractExact(reported.nanoUsd(), ledger.nanoUsd());
        return new Day(
                day,
                state(day, reported, difference, known, now),
                ledger,
                reported,
                difference,
                reported == null || difference == null ? null : percent(difference, reported),
                items);
    }

    private State state(
            LocalDate day,
            @Nullable Told reported,
            @Nullable Long difference,
            Known known,
            Instant now) {
        if (day.isBefore(known.countedFrom)) {
            return State.NOT_COUNTED;
        }
        if (reported == null || difference == null || !known.isTold(day)) {
            return State.NOT_TOLD;
        }
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        if (now.isBefore(end.plus(settleAfter))) {
            return State.IN_PROGRESS;
        }
        return allows(reported, difference) ? State.MATCHES : State.DIFFERS;
    }

    private boolean allows(Told reported, long difference) {
        BigDecimal share =
                percent.multiply(BigDecimal.valueOf(reported.nanoUsd()).abs())
                        .divide(HUNDRED, RoundingMode.HALF_EVEN);
        return BigDecimal.valueOf(difference).abs().compareTo(share.max(usd.multiply(NANO))) <= 0;
    }

    private static @Nullable BigDecimal percent(long difference, Told reported) {
        return reported.nanoUsd() == 0
                ? null
                : HUNDRED.multiply(BigDecimal.valueOf(difference))
                        .divide(
                                BigDecimal.valueOf(reported.nanoUsd()),
                                PERCENT_DIGITS,
                                RoundingMode.HALF_EVEN);
    }
}
