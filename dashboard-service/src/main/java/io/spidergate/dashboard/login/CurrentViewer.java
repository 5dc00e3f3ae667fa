package io.spidergate.dashboard.login;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ForbiddenException;

/// Whose request this is.
@Singleton
public final class CurrentViewer {

    private final SecurityIdentity identity;

    CurrentViewer(SecurityIdentity identity) {
        this.identity = identity;
    }

    public Viewer viewer() {
        Viewer viewer = identity.getAttribute(Viewer.ATTRIBUTE);
        if (viewer == null) {
            throw new ForbiddenException("only for people who have logged in");
        }
        return viewer;
    }

    /// The viewer, when the form came from a page of the same session; 403 otherwise.
    public Viewer requireOwnForm(String csrf) {
        Viewer viewer = viewer();
        if (!Digests.same(viewer.csrf(), csrf)) {
            throw new ForbiddenException("the form does not belong to this session");
        }
        return viewer;
    }

    boolean mustSetPassword() {
        return identity.hasRole(Roles.PASSWORD_DUE);
    }
}
