package io.spidergate.vault.credential;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialChange;
import io.spidergate.contracts.vault.CredentialSettings;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.SettingsChange;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.reference.SecretReference;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What may go into the vault.
final class CredentialRules {

    static final int MAX_LABEL = 100;
    static final int MAX_SECRET = 8_192;
    static final String DEFAULT_ACCOUNT = "default";

    /// A shorter one occurs in ordinary words, so finding it in a label proves nothing.
    private static final int MIN_TELLING_SECRET = 8;

    private static final Predicate<String> PROVIDER =
            Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}").asMatchPredicate();
    private static final Predicate<String> ACCOUNT =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@:-]{0,99}").asMatchPredicate();

    private CredentialRules() {}

    static Checked check(@Nullable NewCredential asked) {
        if (asked == null) {
            return new Checked.Invalid("body", "the body is missing; send a credential as JSON");
        }
        String provider = orElse(asked.provider(), "");
        String account = orElse(asked.account(), DEFAULT_ACCOUNT);
        String label = orElse(asked.label(), provider).strip();
        String secret = asked.secret() == null ? "" : asked.secret();
        String workspace = orElse(asked.workspace(), WorkspaceId.DEFAULT.value());
        SettingsChange settings = asked.settings() == null ? SettingsChange.NONE : asked.settings();
        return first(
                        place(workspace, provider, account, label, settings),
                        asked.reference() == null
                                ? secret(secret)
                                : reference(asked.reference(), secret),
                        misplaced(secret, settings.models(), workspace, provider, account, label),
                        PurposeRules.check(asked, settings))
                .map(Checked.class::cast)
                .orElseGet(() ->
                        new Checked.Valid(
                                new WorkspaceId(workspace),
                                provider,
                                account,
                                label,
                                Secret.of(asked.reference() == null ? secret : asked.reference()),
                                asked.reference(),
                                settings.of(CredentialSettings.DEFAULT),
                                PurposeRules.purpose(asked),
                                asked.usageOf() == null ? List.of() : asked.usageOf()));
    }

    /// All but the secret.
    static Optional<Checked.Invalid> place(
            String workspace,
            String provider,
            String account,
            String label,
            SettingsChange settings) {
        return first(
                workspace(workspace),
                provider(provider),
                account(account),
                label(label),
                SettingsRules.check(settings));
    }

    static Optional<Checked.Invalid> check(@Nullable CredentialChange asked) {
        if (asked == null) {
            return refuse("body", "the body is missing; send what is to change as JSON");
        }
        return first(
                asked.account() == null ? Optional.empty() : account(asked.account()),
                asked.label() == null ? Optional.empty() : label(asked.label().strip()),
                asked.settings() == null
                        ? Optional.empty()
                        : SettingsRules.check(asked.settings()));
    }

    @SafeVarargs
    private static Optional<Checked.Invalid> first(Optional<Checked.Invalid>... refusals) {
        return Stream.of(refusals).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Checked.Invalid> workspace(String workspace) {
        return refuseUnless(
                WorkspaceId.isWellFormed(workspace),
                "workspace",
                "workspace has %d characters; expected %s"
                        .formatted(workspace.length(), WorkspaceId.FORM_IN_WORDS));
    }

    private static Optional<Checked.Invalid> provider(String provider) {
        return refuseUnless(
                PROVIDER.test(provider),
                "provider",
                "provider has %d characters; expected 1 to 64 of a-z, 0-9, '.', '_', '-', beginning with a letter or digit"
                        .formatted(provider.length()));
    }

    private static Optional<Checked.Invalid> account(String account) {
        return refuseUnless(
                ACCOUNT.test(account),
                "account",
                "account has %d characters; expected 1 to 100 letters, digits, '.', '_', '@', ':', '-', beginning with a letter or digit"
                        .formatted(account.length()));
    }

    private static Optional<Checked.Invalid> label(String label) {
        return refuseUnless(
                label.length() <= MAX_LABEL && label.chars().noneMatch(Character::isISOControl),
                "label",
                "label has %d characters; expected at most %d, without control characters"
                        .formatted(label.length(), MAX_LABEL));
    }

    /// Printable ASCII only, as it must fit into an HTTP header (RFC 9110 §5.5).
    private static Optional<Checked.Invalid> secret(String secret) {
        if (secret.isEmpty() || secret.length() > MAX_SECRET) {
            return refuse(
                    "secret",
                    "secret has %d characters; expected 1 to %d"
                            .formatted(secret.length(), MAX_SECRET));
        }
        if (!secret.equals(secret.strip())) {
            return refuse("secret", "secret begins or ends with white space; paste it without");
        }
        return refuseUnless(
                secret.chars().allMatch(c -> c >= ' ' && c <= '~'),
                "secret",
                "secret has a character outside printable ASCII, such as a line break; paste it on one line");
    }

    private static Optional<Checked.Invalid> reference(String reference, String secret) {
        if (!secret.isEmpty()) {
            return refuse("secret", "secret and reference exclude each other; send one of them");
        }
        return refuseUnless(
                SecretReference.of(reference).isPresent(),
                "reference",
                "reference has %d characters; expected %s"
                        .formatted(reference.length(), SecretReference.FORM_IN_WORDS));
    }

    static Optional<Checked.Invalid> misplaced(
            String secret, @Nullable List<String> models, String... shown) {
        return refuseUnless(
                secret.length() < MIN_TELLING_SECRET
                        || Stream.concat(
                                        Stream.of(shown),
                                        models == null ? Stream.empty() : models.stream())
                                .noneMatch(field -> field != null && field.contains(secret)),
                "secret",
                "the secret stands in workspace, provider, account, label or models too; these are shown to people, so leave it out of them");
    }

    static Optional<Checked.Invalid> refuseUnless(boolean holds, String field, String message) {
        return holds ? Optional.empty() : refuse(field, message);
    }

    static Optional<Checked.Invalid> refuse(String field, String message) {
        return Optional.of(new Checked.Invalid(field, message));
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }
}
