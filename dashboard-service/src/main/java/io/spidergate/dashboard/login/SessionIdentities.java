package io.spidergate.dashboard.login;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/// Turns a session's cookie into the identity of its owner.
@Singleton
final class SessionIdentities implements IdentityProvider<SessionRequest> {

    private final PostgresSessions sessions;

    SessionIdentities(PostgresSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Class<SessionRequest> getRequestType() {
        return SessionRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            SessionRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> identity(request.secret()));
    }

    private SecurityIdentity identity(String secret) {
        try {
            Account account =
                    sessions.owner(secret)
                            .orElseThrow(() -> new AuthenticationFailedException("no session"));
            boolean due = account.passwordHash() == null;
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal(account.name()))
                    .addRole(due ? Roles.PASSWORD_DUE : account.role().text())
                    .addAttribute(
                            Viewer.ATTRIBUTE,
                            new Viewer(account.id(), account.name(), Digests.csrf(secret)))
                    .build();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read sessions", e);
        }
    }
}
