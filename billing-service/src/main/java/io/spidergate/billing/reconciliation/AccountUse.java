package io.spidergate.billing.reconciliation;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What attempts have used of an account on a UTC day, as its provider will count it. Pure.
///
/// Law: the costs of all rows together are the costs of all requests.
///
/// @param attempts that used something
/// @param estimatedNanoUsd of those whose usage the provider has not told
/// @param unpriced attempts whose price nobody knows
public record AccountUse(
        long attempts,
        long nanoUsd,
        long estimatedNanoUsd,
        long unpriced,
        long inputTokens,
        long outputTokens) {

    /// No request takes longer; what says so does not move a day.
    private static final long LONGEST_US = Duration.ofDays(1).toNanos() / 1_000;

    /// A request that was entered for the first time.
    ///
    /// @param partition of the topic that it came by: its consumer alone moves the rows of it, so
    ///   nobody waits for another
    public record Entered(RequestEvent event, int partition) {}

    /// In the order in which rows are locked.
    ///
    /// @param account empty, as the provider may be, for what no attempt accounts for
    record Row(LocalDate day, String provider, String account, String model, int partition)
            implements Comparable<Row> {

        private static final Comparator<Row> ORDER =
                Comparator.comparing(Row::day)
                        .thenComparing(Row::provider)
                        .thenComparing(Row::account)
                        .thenComparing(Row::model)
                        .thenComparing(Row::partition);

        @Override
        public int compareTo(Row other) {
            return ORDER.compare(this, other);
        }
    }

    static SortedMap<Row, AccountUse> of(Collection<Entered> requests) {
        SortedMap<Row, AccountUse> sums = new TreeMap<>();
        for (Entered request : requests) {
            RequestEvent event = request.event();
            long left = event.cost().nanoUsd();
            for (AttemptRecord attempt : event.attempts()) {
                AccountUse use = of(attempt);
                left = Math.subtractExact(left, use.nanoUsd);
                if (use.attempts > 0 || use.nanoUsd != 0) {
                    sums.merge(row(request, attempt), use, AccountUse::plus);
                }
            }
            if (left != 0) {
                AccountUse rest = new AccountUse(0, left, left, 0, 0, 0);
                sums.merge(row(request), rest, AccountUse::plus);
            }
        }
        return sums;
    }

    private static AccountUse of(AttemptRecord attempt) {
        RequestEvent.Usage usage = attempt.usage();
        RequestEvent.Cost cost = attempt.cost();
        Evidence evidence = usage == null ? Evidence.NONE : usage.evidence();
        long nanoUsd = cost == null ? 0 : cost.nanoUsd();
        return new AccountUse(
                evidence == Evidence.NONE ? 0 : 1,
                nanoUsd,
                evidence == Evidence.MEASURED ? 0 : nanoUsd,
                cost != null && cost.basis() == Basis.UNPRICED ? 1 : 0,
                usage == null ? 0 : usage.inputTokens(),
                usage == null ? 0 : usage.outputTokens());
    }

    private static Row row(Entered request, AttemptRecord attempt) {
        long afterUs = Math.clamp(attempt.startedUs(), 0, LONGEST_US);
        return new Row(
                day(request.event().startedAt().plus(afterUs, ChronoUnit.MICROS)),
                orEmpty(attempt.provider()),
                orEmpty(attempt.account()),
                orEmpty(attempt.upstreamModel()),
                request.partition());
    }

    private static Row row(Entered request) {
        RequestEvent event = request.event();
        return new Row(
                day(event.startedAt()),
                orEmpty(event.servedProvider()),
                "",
                orEmpty(event.servedModel()),
                request.partition());
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private AccountUse plus(AccountUse other) {
        return new AccountUse(
                attempts + other.attempts,
                Math.addExact(nanoUsd, other.nanoUsd),
                Math.addExact(estimatedNanoUsd, other.estimatedNanoUsd),
                unpriced + other.unpriced,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens);
    }
}
