package io.spidergate.launcher;

import io.spidergate.contracts.billing.JwtIdentity;
import io.spidergate.launcher.console.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// By which JWTs an agent is recognised.
final class IdentityOptions {

    @Option(
            names = "--jwt-issuer",
            paramLabel = "ISS",
            description = {
                "Recognise the agent by JWTs of this issuer, so that it needs no secret;",
                "none for by no JWT. The gateway must have the issuer configured."
            })
    private @Nullable String issuer;

    @Option(
            names = "--jwt-audience",
            paramLabel = "AUD",
            description = "That the JWT must name besides the gateway's own audience.")
    private @Nullable String audience;

    @Option(
            names = "--jwt-claim",
            paramLabel = "NAME=VALUE",
            description = {
                "What the JWT must say; repeat it, all must hold. A name such as sub, or a",
                "JSON Pointer such as /kubernetes.io/namespace; '*' at the value's end matches."
            })
    private @Nullable List<String> claims;

    /// Null where nothing was said of it.
    @Nullable JwtIdentity identity() {
        if (issuer == null) {
            if (audience != null || claims != null) {
                throw new Refusal("--jwt-claim and --jwt-audience need --jwt-issuer.");
            }
            return null;
        }
        if (!issuer.equals("none")) {
            return new JwtIdentity(issuer, audience, claims());
        }
        if (audience != null || claims != null) {
            throw new Refusal("--jwt-issuer none leaves nothing to claim.");
        }
        return JwtIdentity.NONE;
    }

    private Map<String, String> claims() {
        Map<String, String> read = new LinkedHashMap<>();
        for (String claim : claims == null ? List.<String>of() : claims) {
            int end = claim.indexOf('=');
            if (end <= 0) {
                throw new Refusal("--jwt-claim must be NAME=VALUE, got '%s'.".formatted(claim));
            }
            if (read.put(claim.substring(0, end), claim.substring(end + 1)) != null) {
                throw new Refusal(
                        "--jwt-claim names '%s' twice.".formatted(claim.substring(0, end)));
            }
        }
        return read;
    }
}
