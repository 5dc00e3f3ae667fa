package io.spidergate.dashboard.login;

import io.quarkus.security.ForbiddenException;
import io.spidergate.dashboard.page.ErrorPage;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/// Leads whoever still has the one-time password to the form for an own one.
@Provider
final class ForbiddenPages implements ExceptionMapper<ForbiddenException> {

    private final CurrentViewer current;

    ForbiddenPages(CurrentViewer current) {
        this.current = current;
    }

    @Override
    public Response toResponse(ForbiddenException refused) {
        return current.mustSetPassword()
                ? Response.seeOther(URI.create(PasswordResource.PATH)).build()
                : ErrorPage.response(403);
    }
}
