package io.spidergate.dashboard.login;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Reads the session cookie, and sends whoever has none to the login page.
@Singleton
final class SessionMechanism implements HttpAuthenticationMechanism {

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager identities) {
        Cookie cookie = context.request().getCookie(SessionCookies.SESSION);
        if (cookie == null || cookie.getValue().isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        return identities
                .authenticate(
                        HttpSecurityUtils.setRoutingContextAttribute(
                                new SessionRequest(cookie.getValue()), context))
                // A session that has ended makes a stranger of its owner, not an error.
                .onFailure(AuthenticationFailedException.class)
                .recoverWithNull();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        if (context.normalizedPath().startsWith("/internal/")) {
            return Uni.createFrom().nullItem();
        }
        String next = "";
        if (context.request().method().equals(HttpMethod.GET)) {
            next = "?next=" + URLEncoder.encode(context.request().uri(), StandardCharsets.UTF_8);
        }
        return Uni.createFrom().item(new ChallengeData(302, "Location", "/login" + next));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(SessionRequest.class);
    }

    /// Before service tokens, whose challenge means nothing to a browser.
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }
}
