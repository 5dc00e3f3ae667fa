package io.spidergate.launcher;

import io.spidergate.contracts.billing.LedgerEntryView;
import io.spidergate.launcher.console.Table;
import io.spidergate.money.Money;
import io.spidergate.money.TokenPrice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/// A ledger entry for people. Pure.
final class EntryDetails {

    private EntryDetails() {}

    static String of(LedgerEntryView entry) {
        Table table = new Table(entry.id(), entry.kind());
        table.row("at", entry.startedAt().toString());
        table.row("recorded", entry.recordedAt().toString());
        table.row(
                "agent",
                "%s (%s) of %s".formatted(entry.agentName(), entry.tokenRef(), entry.workspace()));
        if (entry.reason() == null) {
            request(table, entry);
        } else {
            table.row("reason", entry.reason());
            table.row("reference", String.valueOf(entry.reference()));
        }
        table.row("cost", "%s (%s)".formatted(usd(entry.nanoUsd()), word(entry.basis())));
        table.row("billed", usd(entry.billedNanoUsd()));
        table.row("tags", words(entry.tags()));
        return table.toString();
    }

    private static void request(Table table, LedgerEntryView entry) {
        table.row("asked for", entry.requestedModel() + " at " + entry.endpoint());
        table.row("served by", served(entry));
        table.row("result", "%s, %d".formatted(word(entry.result()), entry.httpStatus()));
        table.row(
                "tokens",
                "%d in (%d of them cached), %d out, %s"
                        .formatted(
                                entry.inputTokens(),
                                entry.cachedInputTokens(),
                                entry.outputTokens(),
                                word(entry.evidence())));
        entry.prices().forEach(price -> table.row("price", price(TokenPrice.ofVersion(price))));
        table.row("reserved from", words(entry.budgetGrants()));
    }

    private static String served(LedgerEntryView entry) {
        return entry.servedModel() == null
                ? "nobody"
                : entry.servedProvider() + "/" + entry.servedModel();
    }

    /// US dollars for a million tokens.
    private static String price(TokenPrice price) {
        String text =
                "a million in %s, cached %s, out %s"
                        .formatted(
                                perMillion(price.inputNanoUsdPerMillion()),
                                perMillion(price.cachedInputNanoUsdPerMillion()),
                                perMillion(price.outputNanoUsdPerMillion()));
        TokenPrice.LongContext above = price.longContext();
        return above == null
                ? text
                : text
                        + "; above %d in %s, cached %s, out %s"
                                .formatted(
                                        above.aboveInputTokens(),
                                        perMillion(above.inputNanoUsdPerMillion()),
                                        perMillion(above.cachedInputNanoUsdPerMillion()),
                                        perMillion(above.outputNanoUsdPerMillion()));
    }

    private static String perMillion(long nanoUsd) {
        return "$" + BigDecimal.valueOf(nanoUsd, 9).stripTrailingZeros().toPlainString();
    }

    private static String usd(long nanoUsd) {
        return Money.ofNanoUsd(nanoUsd).toString();
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String words(List<String> all) {
        return all.isEmpty() ? "none" : String.join(", ", all);
    }
}
