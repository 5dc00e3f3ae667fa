package io.spidergate.dashboard.invite;

import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;

/// Holds a sign-in that has begun, in the browser that began it: an answer that another one brings
/// finishes nothing.
final class SignInCookie {

    static final String NAME = "spidergate_sign_in";

    private static final int SECONDS = 900;

    private SignInCookie() {}

    /// Lax, for the browser comes back from the provider's site.
    static NewCookie of(String token, String handle, UriInfo uri) {
        return new NewCookie.Builder(NAME)
                .value(handle)
                .path("/invite/" + token)
                .maxAge(SECONDS)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .secure("https".equals(uri.getBaseUri().getScheme()))
                .build();
    }
}
