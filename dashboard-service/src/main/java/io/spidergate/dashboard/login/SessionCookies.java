package io.spidergate.dashboard.login;

import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;

/// The two cookies of this service; scripts cannot read them and other sites cannot send them.
final class SessionCookies {

    static final String SESSION = "spidergate_session";

    /// Belongs to the login form, which has no session to prove itself by.
    static final String LOGIN = "spidergate_login";

    private static final int LOGIN_FORM_SECONDS = 3_600;

    private SessionCookies() {}

    static NewCookie session(String secret, UriInfo uri) {
        return cookie(SESSION, secret, "/", NewCookie.DEFAULT_MAX_AGE, uri);
    }

    static NewCookie noSession(UriInfo uri) {
        return cookie(SESSION, "", "/", 0, uri);
    }

    static NewCookie login(String secret, UriInfo uri) {
        return cookie(LOGIN, secret, "/login", LOGIN_FORM_SECONDS, uri);
    }

    private static NewCookie cookie(
            String name, String value, String path, int maxAge, UriInfo uri) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(path)
                .maxAge(maxAge)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .secure("https".equals(uri.getBaseUri().getScheme()))
                .build();
    }
}
