package io.spidergate.vault.invite;

import io.spidergate.contracts.vault.NewInvite;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an invite may say. Pure.
final class InviteRules {

    static final int MAX_MESSAGE = 1_000;
    static final int MAX_EMAIL = 254;

    /// One address and nothing beside it: whoever could add another would send the link there too.
    private static final Predicate<String> EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+").asMatchPredicate();

    private InviteRules() {}

    /// @param message names field and limit
    record Wrong(String field, String message) {}

    static Optional<Wrong> check(NewInvite asked) {
        return email(asked.email()).or(() -> message(asked.message()));
    }

    private static Optional<Wrong> email(@Nullable String email) {
        return email == null || (email.length() <= MAX_EMAIL && EMAIL.test(email))
                ? Optional.empty()
                : Optional.of(
                        new Wrong(
                                "email",
                                "email has %d characters; expected one address such as ann@example.org, of at most %d"
                                        .formatted(email.length(), MAX_EMAIL)));
    }

    private static Optional<Wrong> message(@Nullable String message) {
        return message == null
                        || (message.length() <= MAX_MESSAGE
                                && message.chars().noneMatch(InviteRules::isOdd))
                ? Optional.empty()
                : Optional.of(
                        new Wrong(
                                "message",
                                "message has %d characters; expected at most %d, without control characters but line breaks"
                                        .formatted(message.length(), MAX_MESSAGE)));
    }

    private static boolean isOdd(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
    }
}
