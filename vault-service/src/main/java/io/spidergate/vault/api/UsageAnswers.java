package io.spidergate.vault.api;

import static io.spidergate.vault.api.Refusals.invalid;
import static io.spidergate.vault.api.Refusals.refuse;
import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;

import io.spidergate.contracts.Problem;
import io.spidergate.contracts.vault.ProviderUsage;
import io.spidergate.vault.usage.UsageRead;

/// What billing-service is told when it asks for an account's usage.
final class UsageAnswers {

    private UsageAnswers() {}

    static ProviderUsage of(UsageRead read) {
        return switch (read) {
            case UsageRead.Done(ProviderUsage usage) -> usage;
            case UsageRead.NotTold not ->
                    throw refuse(CONFLICT, Problem.of("usage_not_read", not.message()));
            case UsageRead.Invalid(String field, String message) ->
                    throw refuse(BAD_REQUEST, invalid(field, message));
            case UsageRead.NoSuchCredential() ->
                    throw refuse(NOT_FOUND, VaultResource.noSuchCredential());
            case UsageRead.NotForUsage() ->
                    throw refuse(
                            CONFLICT,
                            Problem.of(
                                    "usage_not_read",
                                    "requests are sent with this credential; usage is read with one that was entered for it"));
            case UsageRead.UnreadableCredential() ->
                    throw refuse(CONFLICT, VaultResource.unreadable());
            case UsageRead.NoSuchProvider() ->
                    throw refuse(NOT_FOUND, VaultResource.noSuchProvider());
            case UsageRead.RouterAway() ->
                    throw refuse(SERVICE_UNAVAILABLE, VaultResource.routerAway());
        };
    }
}
