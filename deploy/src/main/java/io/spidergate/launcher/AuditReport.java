package io.spidergate.launcher;

import io.spidergate.contracts.billing.LedgerAudit;
import io.spidergate.contracts.billing.LedgerAudit.Difference;
import io.spidergate.contracts.billing.LedgerAudit.Sum;
import io.spidergate.launcher.console.Table;
import io.spidergate.money.Money;
import java.util.Locale;

/// An audit of the ledger as people read it. Pure.
final class AuditReport {

    private AuditReport() {}

    static String of(LedgerAudit audit) {
        StringBuilder text = new StringBuilder();
        if (!audit.differences().isEmpty()) {
            Table table = new Table("ACCOUNT", "OF", "EXPECTED", "FOUND");
            audit.differences().forEach(difference -> row(table, difference));
            text.append(table);
        }
        text.append(
                "%d requests since %s cost %s; drift %s%n"
                        .formatted(
                                audit.requests(),
                                audit.from(),
                                usd(audit.nanoUsd()),
                                usd(audit.driftNanoUsd())));
        tell(text, audit.missedEvents(), "events were gone from the topic before they were read");
        tell(text, audit.deadLetters(), "events could not be entries and are kept aside");
        return text.toString();
    }

    private static void row(Table table, Difference difference) {
        table.row(
                difference.account().name().toLowerCase(Locale.ROOT),
                difference.subject(),
                words(difference.expected()),
                words(difference.found()));
    }

    private static String words(Sum sum) {
        return "%s in %d requests".formatted(usd(sum.nanoUsd()), sum.requests());
    }

    /// To the last digit: a billionth is a difference too.
    private static String usd(long nanoUsd) {
        return "$" + Money.ofNanoUsd(nanoUsd).plainUsd().toPlainString();
    }

    private static void tell(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append("%d %s%n".formatted(count, what));
        }
    }
}
