package io.spidergate.launcher;

import io.spidergate.contracts.billing.Reconciliation;
import io.spidergate.contracts.billing.Reconciliation.Account;
import io.spidergate.contracts.billing.Reconciliation.Charged;
import io.spidergate.contracts.billing.Reconciliation.Day;
import io.spidergate.contracts.billing.Reconciliation.Told;
import io.spidergate.contracts.billing.Reconciliation.Unread;
import io.spidergate.launcher.console.Table;
import io.spidergate.money.Money;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The ledger against what providers say, for people. Pure.
final class ReconciliationTable {

    private static final String NOBODY =
            """
            No account is read. 'reconcile add --provider P --key' adds a key that a provider tells its usage to:
            a management key of OpenRouter, an admin key of OpenAI or Anthropic.
            """;

    private ReconciliationTable() {}

    static String of(Reconciliation reconciliation) {
        StringBuilder text = new StringBuilder();
        if (reconciliation.accounts().isEmpty()) {
            text.append(NOBODY);
        } else {
            text.append(days(reconciliation));
        }
        for (Account account : reconciliation.accounts()) {
            text.append(line(account));
        }
        for (Unread unread : reconciliation.unread()) {
            text.append(
                    "%s, account %s: %s charged, and no key to read what the provider says.%n"
                            .formatted(
                                    unread.provider(),
                                    unread.account(),
                                    Money.ofNanoUsd(unread.nanoUsd())));
        }
        return text.toString();
    }

    private static String days(Reconciliation reconciliation) {
        Table table =
                new Table(
                        "PROVIDER",
                        "ACCOUNT",
                        "DAY",
                        "LEDGER",
                        "PROVIDER SAYS",
                        "DIFFERENCE",
                        "STATE",
                        "REQUESTS",
                        "NOTE");
        for (Account account : reconciliation.accounts()) {
            for (Day day : account.days()) {
                table.row(
                        account.provider(),
                        account.account(),
                        day.day().toString(),
                        Money.ofNanoUsd(day.ledger().nanoUsd()).toString(),
                        reported(day.reported()),
                        difference(day),
                        day.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        requests(day),
                        note(day.ledger()));
            }
        }
        return table.toString();
    }

    private static String reported(@Nullable Told told) {
        return told == null ? "nothing yet" : Money.ofNanoUsd(told.nanoUsd()).toString();
    }

    private static String difference(Day day) {
        if (day.differenceNanoUsd() == null) {
            return "";
        }
        String amount = Money.ofNanoUsd(day.differenceNanoUsd()).toString();
        return day.differencePercent() == null
                ? amount
                : "%s (%s %%)".formatted(amount, day.differencePercent().toPlainString());
    }

    private static String requests(Day day) {
        Told told = day.reported();
        String ours = Long.toString(day.ledger().attempts());
        return told == null || told.requests() == null ? ours : ours + " / " + told.requests();
    }

    /// What a difference may come from.
    private static String note(Charged ledger) {
        String estimated =
                ledger.estimatedNanoUsd() == 0
                        ? ""
                        : "%s estimated".formatted(Money.ofNanoUsd(ledger.estimatedNanoUsd()));
        String unpriced =
                ledger.unpricedAttempts() == 0
                        ? ""
                        : "%d without a price".formatted(ledger.unpricedAttempts());
        return estimated.isEmpty() || unpriced.isEmpty()
                ? estimated + unpriced
                : estimated + ", " + unpriced;
    }

    private static String line(Account account) {
        if (account.failure() != null) {
            return "%s, account %s: not read. %s%n"
                    .formatted(account.provider(), account.account(), account.failure());
        }
        return account.readAt() == null
                ? ""
                : "%s, account %s: read at %s.%n"
                        .formatted(
                                account.provider(),
                                account.account(),
                                account.readAt().truncatedTo(ChronoUnit.SECONDS));
    }
}
