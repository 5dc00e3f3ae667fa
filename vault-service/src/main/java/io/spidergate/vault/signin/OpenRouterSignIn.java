package io.spidergate.vault.signin;

import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// OpenRouter's flow: who allows it on OpenRouter's page hands over a key of their own account, for
/// the code that the browser brings and the verifier of its challenge (PKCE, S256).
@Singleton
final class OpenRouterSignIn implements SignInMethod {

    private final Attempts attempts;
    private final SignInCall call;

    OpenRouterSignIn(Attempts attempts, SignInCall call) {
        this.attempts = attempts;
        this.call = call;
    }

    @Override
    public String provider() {
        return "openrouter";
    }

    @Override
    public boolean bringsKey() {
        return true;
    }

    @Override
    public Optional<String> clientId() {
        return Optional.empty();
    }

    @Override
    public Optional<String> wrongRedirect(URI redirect) {
        return Optional.empty();
    }

    @Override
    public URI page(Attempt attempt, URI baseUrl) {
        return baseUrl.resolve(
                "/auth?callback_url=%s&code_challenge=%s&code_challenge_method=S256"
                        .formatted(
                                URLEncoder.encode(
                                        attempt.redirect().toString(), StandardCharsets.UTF_8),
                                challenge(attempts.verifier(attempt))));
    }

    @Override
    public Brought exchange(Attempt attempt, URI baseUrl, Map<String, String> answer)
            throws InterruptedException {
        String code = answer.get("code");
        if (code == null || code.isEmpty()) {
            return new Brought.Refused("OpenRouter gave no code; begin again");
        }
        URI keys = URI.create(baseUrl.toString().replaceFirst("/+$", "") + "/auth/keys");
        return call.key(
                keys,
                Map.of(
                        "code",
                        code,
                        "code_verifier",
                        attempts.verifier(attempt),
                        "code_challenge_method",
                        "S256"));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
