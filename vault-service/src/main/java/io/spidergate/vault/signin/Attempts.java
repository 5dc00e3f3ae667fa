package io.spidergate.vault.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.vault.envelope.Signatures;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/// Sign-ins that have begun, as handles that nobody can make or change, and what proves them to the
/// provider, which nobody outside the vault can know.
@Singleton
final class Attempts {

    private static final String HANDLE = "sign-in";

    private final Signatures signatures;
    private final ObjectMapper json;

    Attempts(Signatures signatures, ObjectMapper json) {
        this.signatures = signatures;
        this.json = json;
    }

    String handle(Attempt attempt) {
        try {
            String body =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(json.writeValueAsBytes(attempt));
            return body + "." + signatures.of(HANDLE, body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sign-in cannot be written", e);
        }
    }

    /// Empty where the vault has not made it.
    Optional<Attempt> of(String handle) {
        int dot = handle.indexOf('.');
        if (dot < 0
                || !signatures.isOf(HANDLE, handle.substring(0, dot), handle.substring(dot + 1))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    json.readValue(
                            Base64.getUrlDecoder().decode(handle.substring(0, dot)),
                            Attempt.class));
        } catch (IOException e) {
            throw new IllegalStateException("a handle of the vault is unreadable", e);
        }
    }

    /// The code verifier of PKCE (RFC 7636): 43 characters that never leave the vault before the
    /// code is there.
    String verifier(Attempt attempt) {
        return signatures.of("sign-in verifier", attempt.id());
    }

    String state(Attempt attempt) {
        return signatures.of("sign-in state", attempt.id());
    }

    String nonce(Attempt attempt) {
        return signatures.of("sign-in nonce", attempt.id());
    }

    /// The same for this installation, always.
    String installation() {
        return signatures.of("installation", "");
    }
}
