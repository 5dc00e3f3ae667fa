package io.spidergate.vault.credential;

import io.spidergate.contracts.vault.CredentialChange;
import io.spidergate.contracts.vault.CredentialSettings;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.SettingsChange;
import io.spidergate.contracts.vault.SpendLimit;
import io.spidergate.money.Money;
import io.spidergate.vault.audit.AuditFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a change makes of a credential, and what the audit says of it. Pure.
final class Difference {

    private Difference() {}

    static CredentialView applied(CredentialChange change, CredentialView before) {
        SettingsChange settings = change.settings();
        return new CredentialView(
                before.id(),
                before.workspace(),
                before.provider(),
                change.account() == null ? before.account() : change.account(),
                change.label() == null ? before.label() : change.label().strip(),
                before.preview(),
                change.enabled() == null ? before.enabled() : change.enabled(),
                settings == null ? before.settings() : settings.of(before.settings()),
                before.createdAt(),
                before.probe(),
                before.signIn(),
                before.reference(),
                before.purpose(),
                before.usageOf());
    }

    /// In words such as `priority from 10 to 20`.
    static List<String> between(CredentialView before, CredentialView after) {
        List<String> differences = new ArrayList<>();
        CredentialSettings old = before.settings();
        CredentialSettings now = after.settings();
        compare(differences, "enabled", before.enabled(), after.enabled());
        compare(differences, "account", before.account(), after.account());
        compare(differences, "label", before.label(), after.label());
        compare(differences, "shared", old.shared(), now.shared());
        compare(differences, "priority", old.priority(), now.priority());
        compare(differences, "models", old.models(), now.models());
        compare(differences, "embeddings", old.embeddings(), now.embeddings());
        compare(
                differences,
                "requests per minute",
                limit(old.requestsPerMinute()),
                limit(now.requestsPerMinute()));
        compare(
                differences,
                "requests per day",
                limit(old.requestsPerDay()),
                limit(now.requestsPerDay()));
        compare(differences, "spend limit", spending(old.spendLimit()), spending(now.spendLimit()));
        return differences;
    }

    static AuditFact.Action action(CredentialView before, CredentialView after) {
        if (before.enabled() == after.enabled()) {
            return AuditFact.Action.CHANGED;
        }
        return after.enabled() ? AuditFact.Action.ENABLED : AuditFact.Action.DISABLED;
    }

    private static Object spending(@Nullable SpendLimit limit) {
        return limit == null
                ? "unlimited"
                : "%s a %s, %s"
                        .formatted(
                                Money.ofNanoUsd(limit.nanoUsd()),
                                limit.period().name().toLowerCase(Locale.ROOT),
                                limit.action().name().toLowerCase(Locale.ROOT));
    }

    private static Object limit(@Nullable Long limit) {
        return limit == null ? "unlimited" : limit;
    }

    private static void compare(List<String> differences, String what, Object before, Object now) {
        if (!before.equals(now)) {
            differences.add("%s from %s to %s".formatted(what, before, now));
        }
    }
}
