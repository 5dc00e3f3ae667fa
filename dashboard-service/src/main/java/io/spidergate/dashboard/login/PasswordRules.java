package io.spidergate.dashboard.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an own password must be: long and not obvious. Length beats character classes (NIST SP
/// 800-63B, section 3.1.1.2).
final class PasswordRules {

    static final int MIN = 12;
    static final int MAX = 200;

    private static final int MIN_DISTINCT = 5;

    private PasswordRules() {}

    /// Every rule that is broken, in words for the one who chooses; empty when the password is
    /// fine.
    static List<String> broken(
            String password, String repeated, String account, Optional<String> oneTimePassword) {
        List<String> broken = new ArrayList<>();
        int length = password.codePointCount(0, password.length());
        if (length < MIN) {
            broken.add("At least %d characters; this one has %d.".formatted(MIN, length));
        }
        if (length > MAX) {
            broken.add("At most %d characters; this one has %d.".formatted(MAX, length));
        }
        if (length >= MIN && password.codePoints().distinct().count() < MIN_DISTINCT) {
            broken.add("At least %d different characters.".formatted(MIN_DISTINCT));
        }
        if (password.toLowerCase(Locale.ROOT).contains(account.toLowerCase(Locale.ROOT))) {
            broken.add("Not a password that contains the user name.");
        }
        if (oneTimePassword.isPresent() && oneTimePassword.get().equals(password)) {
            broken.add("Not the one-time password.");
        }
        if (!password.equals(repeated)) {
            broken.add("The same password twice; the two differ.");
        }
        return List.copyOf(broken);
    }
}
