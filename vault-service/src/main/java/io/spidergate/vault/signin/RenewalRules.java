package io.spidergate.vault.signin;

import io.spidergate.vault.credential.Renewal;
import java.util.Set;

/// Whether a refused renewal ends the sign-in. Pure.
final class RenewalRules {

    private static final int SERVER_ERRORS = 500;
    private static final int TOO_MANY = 429;

    private static final Set<String> TERMINAL =
            Set.of("invalid_grant", "invalid_client", "unauthorized_client", "access_denied");

    /// `refresh_token_reused`, `refresh_token_invalidated` and their like.
    private static final String OF_THE_TOKEN = "refresh_token_";

    private RenewalRules() {}

    static Renewal of(int status, String code) {
        boolean ends =
                status < SERVER_ERRORS
                        && status != TOO_MANY
                        && (TERMINAL.contains(code) || code.startsWith(OF_THE_TOKEN));
        return ends
                ? new Renewal.Ended("the provider has ended the sign-in (%s)".formatted(code))
                : new Renewal.Failed("the provider answers %d (%s)".formatted(status, code));
    }
}
