package io.spidergate.billing.allowance;

import io.spidergate.billing.budget.PostgresBudgetNotices;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.AllowanceRequest;
import io.spidergate.contracts.billing.AllowanceResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/// Answers a gateway's request in one transaction.
@ApplicationScoped
class PostgresAllowances {

    private static final String MINUTES = "('REQUESTS_PER_MINUTE', 'TOKENS_PER_MINUTE')";
    private static final String DAYS = "('REQUESTS_PER_DAY', 'TOKENS_PER_DAY')";
    private static final List<String> CLEAR =
            List.of(
                    "DELETE FROM allowance_grant WHERE counter IN ('BUDGET', 'CONCURRENT_REQUESTS')"
                            + " AND expires_at < ?",
                    "DELETE FROM allowance_grant WHERE counter IN "
                            + MINUTES
                            + " AND window_start < ?",
                    "DELETE FROM allowance_grant WHERE counter IN "
                            + DAYS
                            + " AND window_start < ?::timestamptz - interval '1 day'",
                    "DELETE FROM counter WHERE counter IN " + MINUTES + " AND window_start < ?",
                    "DELETE FROM counter WHERE counter IN "
                            + DAYS
                            + " AND window_start < ?::timestamptz - interval '1 day'");

    private final PostgresTransactions transactions;
    private final PostgresBudgetNotices notices;
    private final AllowanceConfig config;

    PostgresAllowances(
            PostgresTransactions transactions,
            PostgresBudgetNotices notices,
            AllowanceConfig config) {
        this.transactions = transactions;
        this.notices = notices;
        this.config = config;
    }

    AllowanceResponse answer(AllowanceRequest request, Instant now, Instant heardSince) {
        return transactions.call(connection -> {
            PostgresCounters rows = new PostgresCounters(connection);
            SortedSet<CounterKey> spoken = rows.spokenOf(request);
            Map<String, SubjectLimits> limits =
                    PostgresSubjects.limits(connection, subjects(request, spoken), now);
            SortedMap<CounterKey, StoredCounter> before =
                    rows.lock(
                            keys(request, spoken, limits, now),
                            PostgresCounters.ids(request),
                            limits,
                            now);
            AllowanceRound round =
                    new AllowanceRound(
                            now,
                            heardSince,
                            config.expiry(),
                            PostgresAllowances::grantId,
                            limits,
                            before);
            AllowanceResponse response = round.answer(request);
            rows.save(before, round.counters());
            notices.refused(connection, round.usedUp(), now);
            return response;
        });
    }

    private static Set<String> subjects(AllowanceRequest request, Set<CounterKey> spoken) {
        Set<String> subjects = new HashSet<>();
        request.asks().forEach(ask -> subjects.add(ask.subject()));
        spoken.forEach(key -> subjects.add(key.subject()));
        return subjects;
    }

    private static SortedSet<CounterKey> keys(
            AllowanceRequest request,
            SortedSet<CounterKey> spoken,
            Map<String, SubjectLimits> limits,
            Instant now) {
        SortedSet<CounterKey> keys = new TreeSet<>(spoken);
        for (AllowanceRequest.Ask ask : request.asks()) {
            SubjectLimits subject = limits.getOrDefault(ask.subject(), TokenLimits.UNKNOWN);
            keys.add(CounterKey.at(ask.subject(), ask.counter(), subject, now));
        }
        return keys;
    }

    /// Forgets rates of windows long past, and grants that nobody has spoken of for as long of
    /// budgets and of requests at a time. Budgets' counters stay: they are the projection of the
    /// ledger. A rate's grant must live as long as its window: it says what was used.
    int clear(Instant before) {
        return transactions.call(connection -> {
            int cleared = 0;
            for (String sql : CLEAR) {
                try (PreparedStatement delete = connection.prepareStatement(sql)) {
                    delete.setObject(1, before.atOffset(ZoneOffset.UTC));
                    cleared += delete.executeUpdate();
                }
            }
            return cleared;
        });
    }

    private static String grantId() {
        return "grt_" + UUID.randomUUID();
    }
}
