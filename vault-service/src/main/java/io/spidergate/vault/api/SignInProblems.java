package io.spidergate.vault.api;

import static io.spidergate.vault.api.Refusals.invalid;
import static io.spidergate.vault.api.Refusals.refuse;
import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.FORBIDDEN;
import static jakarta.ws.rs.core.Response.Status.GONE;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;

import io.spidergate.contracts.Problem;
import io.spidergate.contracts.vault.StartedSignIn;
import io.spidergate.vault.signin.Begun;
import io.spidergate.vault.signin.Brought;
import jakarta.ws.rs.WebApplicationException;

/// What is answered when a sign-in leads to nothing.
final class SignInProblems {

    private static final int UNPROCESSABLE = 422;

    private SignInProblems() {}

    static StartedSignIn started(Begun begun) {
        return switch (begun) {
            case Begun.Started(StartedSignIn signIn) -> signIn;
            case Begun.Invalid(String field, String message) ->
                    throw refuse(BAD_REQUEST, invalid(field, message));
            case Begun.NotAllowed(String why) ->
                    throw refuse(FORBIDDEN, new Problem("sign_in_not_allowed", why, "provider"));
            case Begun.NoSuchProvider() -> throw refuse(NOT_FOUND, VaultResource.noSuchProvider());
            case Begun.RouterAway() ->
                    throw refuse(SERVICE_UNAVAILABLE, VaultResource.routerAway());
        };
    }

    static WebApplicationException nothing(Brought.Nothing why) {
        return switch (why) {
            case Brought.Refused(String words) ->
                    refuse(UNPROCESSABLE, new Problem("sign_in_refused", words, "answer"));
            case Brought.Unreachable(String words) ->
                    refuse(SERVICE_UNAVAILABLE, Problem.of("provider_unreachable", words));
            case Brought.Expired() ->
                    refuse(
                            GONE,
                            new Problem(
                                    "sign_in_expired",
                                    "the sign-in was begun more than fifteen minutes ago; begin again",
                                    "handle"));
            case Brought.Unknown() ->
                    refuse(
                            NOT_FOUND,
                            new Problem(
                                    "sign_in_unknown",
                                    "the vault has not begun this sign-in",
                                    "handle"));
        };
    }
}
