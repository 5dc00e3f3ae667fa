package io.spidergate.router.api;

import io.spidergate.router.refresh.RosterDesk.Outcome;
import jakarta.ws.rs.WebApplicationException;

/// Why a wish about a provider's list was not granted.
final class RosterWords {

    private RosterWords() {}

    /// The provider of a wish that was granted.
    static String granted(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(String provider) -> provider;
            case Outcome.NoSuchProvider(String provider) ->
                    throw refused(
                            Refusal.NOT_FOUND,
                            "provider_not_found",
                            "the catalogue has no provider '%s'".formatted(Refusal.shown(provider)),
                            "provider");
            case Outcome.NoCredential(String provider) ->
                    throw refused(
                            Refusal.CONFLICT,
                            "no_credential",
                            "provider '%s' has no enabled credential; './spidergate provider add --name %s' brings one"
                                    .formatted(provider, provider),
                            "provider");
            case Outcome.VaultAway(String reason) ->
                    throw Refusal.of(Refusal.UNAVAILABLE, "vault_unavailable", reason, null);
            case Outcome.NoSuchChange(String model) ->
                    throw refused(
                            Refusal.BAD_REQUEST,
                            "invalid_decision",
                            "models names '%s', which no change is about"
                                    .formatted(Refusal.shown(model)),
                            "models");
        };
    }

    private static WebApplicationException refused(
            int status, String code, String message, String field) {
        return Refusal.of(status, code, message, field);
    }
}
