package io.spidergate.billing.reconciliation;

import io.spidergate.billing.notice.NewNotice;
import io.spidergate.billing.notice.PostgresNotices;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.billing.Reconciliation.Account;
import io.spidergate.contracts.billing.Reconciliation.Day;
import io.spidergate.contracts.billing.Reconciliation.State;
import io.spidergate.contracts.billing.Reconciliation.Told;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells of each day that differs once, the workspace whose credential it was read with.
@ApplicationScoped
class PostgresDifferences {

    private static final Logger LOG = Logger.getLogger(PostgresDifferences.class);
    private static final int NANO_DIGITS = 9;

    private final PostgresTransactions transactions;
    private final PostgresNotices notices;

    PostgresDifferences(PostgresTransactions transactions, PostgresNotices notices) {
        this.transactions = transactions;
        this.notices = notices;
    }

    void tell(Reading reading, Account account) {
        account.days().stream()
                .filter(day -> day.state() == State.DIFFERS)
                .forEach(day -> tell(reading, account, day));
    }

    private void tell(Reading reading, Account account, Day day) {
        NewNotice notice =
                new NewNotice(
                        "%s:%s:%s:%s"
                                .formatted(
                                        NoticeType.RECONCILIATION_DIFFERS.word(),
                                        account.provider(),
                                        account.account(),
                                        day.day()),
                        NoticeType.RECONCILIATION_DIFFERS,
                        reading.workspace(),
                        account.credential().value(),
                        data(account, day));
        if (transactions.call(connection -> notices.raise(connection, notice))) {
            LOG.warnf(
                    "%s charges account %s another sum for %s than the ledger: %s",
                    account.provider(), account.account(), day.day(), notice.data());
        }
    }

    private static Map<String, Object> data(Account account, Day day) {
        Told told = day.reported();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("provider", account.provider());
        data.put("account", account.account());
        data.put("day", day.day().toString());
        data.put("ledger_usd", usd(day.ledger().nanoUsd()));
        data.put("reported_usd", usd(told == null ? null : told.nanoUsd()));
        data.put("difference_usd", usd(day.differenceNanoUsd()));
        return data;
    }

    private static BigDecimal usd(@Nullable Long nanoUsd) {
        return BigDecimal.valueOf(nanoUsd == null ? 0 : nanoUsd, NANO_DIGITS);
    }
}
