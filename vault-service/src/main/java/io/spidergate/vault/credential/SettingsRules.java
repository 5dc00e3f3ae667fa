package io.spidergate.vault.credential;

import static io.spidergate.vault.credential.CredentialRules.refuseUnless;

import io.spidergate.contracts.vault.CredentialSettings;
import io.spidergate.contracts.vault.SettingsChange;
import io.spidergate.contracts.vault.SpendLimit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What may be said of how a credential is used.
final class SettingsRules {

    private static final Predicate<String> MODEL =
            Pattern.compile("[^\\p{Cntrl}*\\s]{1,200}\\*?").asMatchPredicate();

    /// What is spent is counted in millionths of a dollar.
    private static final long NANOS_PER_MICRO = 1_000;

    /// A million dollars.
    private static final long MOST_NANO_USD = 1_000_000_000_000_000L;

    private SettingsRules() {}

    static Optional<Checked.Invalid> check(SettingsChange settings) {
        return priority(settings.priority())
                .or(() -> models(settings.models()))
                .or(() -> limit("requestsPerMinute", settings.requestsPerMinute()))
                .or(() -> limit("requestsPerDay", settings.requestsPerDay()))
                .or(() -> spending(settings.spendLimit()));
    }

    private static Optional<Checked.Invalid> priority(@Nullable Integer priority) {
        return refuseUnless(
                priority == null || (priority >= 0 && priority <= CredentialSettings.MAX_PRIORITY),
                "settings.priority",
                "settings.priority is %s; expected 0 to %d"
                        .formatted(priority, CredentialSettings.MAX_PRIORITY));
    }

    private static Optional<Checked.Invalid> spending(@Nullable SpendLimit limit) {
        if (limit == null) {
            return Optional.empty();
        }
        if (limit.nanoUsd() != 0 && (limit.period() == null || limit.action() == null)) {
            return CredentialRules.refuse(
                    "settings.spendLimit",
                    "settings.spendLimit needs a period, day or month, and an action, warn or block");
        }
        return refuseUnless(
                limit.nanoUsd() >= 0
                        && limit.nanoUsd() <= MOST_NANO_USD
                        && limit.nanoUsd() % NANOS_PER_MICRO == 0,
                "settings.spendLimit.nanoUsd",
                "settings.spendLimit.nanoUsd is %d; expected 0, which means unlimited, to %d, in whole millionths of a dollar"
                        .formatted(limit.nanoUsd(), MOST_NANO_USD));
    }

    private static Optional<Checked.Invalid> limit(String name, @Nullable Long limit) {
        return refuseUnless(
                limit == null || (limit >= 0 && limit <= CredentialSettings.MAX_REQUESTS),
                "settings." + name,
                "settings.%s is %s; expected 0, which means unlimited, to %d"
                        .formatted(name, limit, CredentialSettings.MAX_REQUESTS));
    }

    private static Optional<Checked.Invalid> models(@Nullable List<String> models) {
        if (models == null) {
            return Optional.empty();
        }
        if (models.size() > CredentialSettings.MAX_MODELS) {
            return CredentialRules.refuse(
                    "settings.models",
                    "settings.models has %d names; expected at most %d"
                            .formatted(models.size(), CredentialSettings.MAX_MODELS));
        }
        for (int at = 0; at < models.size(); at++) {
            if (models.get(at) == null || !MODEL.test(models.get(at))) {
                return CredentialRules.refuse(
                        "settings.models[%d]".formatted(at),
                        "settings.models[%d] must be a model's name of 1 to 200 characters without white space, '*' only at its end"
                                .formatted(at));
            }
        }
        return Optional.empty();
    }
}
