package io.spidergate.simulator.account;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Codes and refresh tokens as they were given out. A refresh token is good once: who uses one
/// again has stolen it or lost the next, so the whole sign-in ends. Not safe for several threads.
final class Grants {

    /// What a code stands for.
    record Consent(
            String client, String redirect, String challenge, String nonce, String subject) {}

    /// What a refresh token stands for.
    private record Family(String id, String client) {}

    private final Map<String, Consent> codes = new HashMap<>();
    private final Map<String, Family> live = new HashMap<>();
    private final Map<String, String> used = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private int counter;

    String code(Consent consent) {
        String code = "code-" + ++counter;
        codes.put(code, consent);
        return code;
    }

    /// A code is good once.
    Optional<Consent> redeem(String code) {
        return Optional.ofNullable(codes.remove(code));
    }

    String begin(String client) {
        return next(new Family("family-" + ++counter, client));
    }

    private String next(Family family) {
        String token = "sim-refresh-%d-of-%s".formatted(++counter, family.id());
        live.put(token, family);
        return token;
    }

    /// What came of using a refresh token.
    sealed interface Turn {

        record Next(String refreshToken) implements Turn {}

        /// @param error as OpenAI calls it
        record Over(String error) implements Turn {}
    }

    Turn turn(String refreshToken, String client) {
        String family = used.get(refreshToken);
        if (family != null) {
            ended.add(family);
            return new Turn.Over("refresh_token_reused");
        }
        Family held = live.remove(refreshToken);
        if (held == null || !held.client().equals(client)) {
            return new Turn.Over("invalid_grant");
        }
        if (ended.contains(held.id())) {
            return new Turn.Over("refresh_token_invalidated");
        }
        used.put(refreshToken, held.id());
        return new Turn.Next(next(held));
    }

    /// As when somebody signs the installation out.
    void endAll() {
        live.values().forEach(family -> ended.add(family.id()));
    }
}
