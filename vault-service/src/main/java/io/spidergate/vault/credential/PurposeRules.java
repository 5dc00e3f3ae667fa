package io.spidergate.vault.credential;

import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.SettingsChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What goes with a credential's purpose.
final class PurposeRules {

    private static final Predicate<String> PART =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}").asMatchPredicate();

    static final String NO_SETTINGS =
            "settings do not go with purpose 'usage': no request is sent with it";

    private PurposeRules() {}

    static CredentialPurpose purpose(NewCredential asked) {
        return asked.purpose() == null ? CredentialPurpose.REQUESTS : asked.purpose();
    }

    /// One that reads usage serves no request, so nothing can be said about which ones.
    static Optional<Checked.Invalid> check(NewCredential asked, SettingsChange settings) {
        List<String> parts = asked.usageOf() == null ? List.of() : asked.usageOf();
        if (purpose(asked) == CredentialPurpose.REQUESTS) {
            return CredentialRules.refuseUnless(
                    parts.isEmpty(),
                    "usageOf",
                    "usageOf is only for a credential whose purpose is 'usage'");
        }
        if (!settings.equals(SettingsChange.NONE)) {
            return CredentialRules.refuse("settings", NO_SETTINGS);
        }
        if (parts.size() > CredentialView.MAX_USAGE_OF) {
            return CredentialRules.refuse(
                    "usageOf",
                    "usageOf has %d entries; expected at most %d"
                            .formatted(parts.size(), CredentialView.MAX_USAGE_OF));
        }
        return CredentialRules.refuseUnless(
                parts.stream().allMatch(PART),
                "usageOf",
                "usageOf has an entry that is not 1 to 128 letters, digits, '_', '-'");
    }
}
