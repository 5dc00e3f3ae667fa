package io.spidergate.dashboard.login;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.dashboard.DashboardConfig;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestForm;

/// Setting an own password, and leaving.
@Path("/dashboard/account")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
final class PasswordResource {

    static final String PATH = "/dashboard/account/password";

    private static final Logger LOG = Logger.getLogger(PasswordResource.class);

    private final PostgresAccounts accounts;
    private final PostgresSessions sessions;
    private final PasswordHashes hashes;
    private final CurrentViewer current;
    private final DashboardConfig config;
    private final SecureRandom random;

    PasswordResource(
            PostgresAccounts accounts,
            PostgresSessions sessions,
            PasswordHashes hashes,
            CurrentViewer current,
            DashboardConfig config,
            SecureRandom random) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.hashes = hashes;
        this.current = current;
        this.config = config;
        this.random = random;
    }

    @GET
    @Path("/password")
    @RolesAllowed(Roles.PASSWORD_DUE)
    public PasswordPage form() {
        return new PasswordPage(current.viewer(), PasswordRules.MIN, List.of());
    }

    @POST
    @Path("/password")
    @RolesAllowed(Roles.PASSWORD_DUE)
    public Response set(
            @RestForm @DefaultValue("") String password,
            @RestForm @DefaultValue("") String repeated,
            @RestForm @DefaultValue("") String csrf,
            @Context UriInfo uri)
            throws SQLException {
        Viewer viewer = current.requireOwnForm(csrf);
        List<String> broken =
                PasswordRules.broken(password, repeated, viewer.name(), config.oneTimePassword());
        if (!broken.isEmpty()) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(new PasswordPage(viewer, PasswordRules.MIN, broken))
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                    .build();
        }
        accounts.setPassword(viewer.account(), hashes.hash(password));
        sessions.closeAll(viewer.account());
        String secret = Digests.newSecret(random);
        sessions.open(viewer.account(), secret);
        LOG.infof("%s set a password", viewer.name());
        return Response.seeOther(URI.create(ReturnPath.HOME))
                .cookie(SessionCookies.session(secret, uri))
                .build();
    }

    @POST
    @Path("/logout")
    @RolesAllowed({Roles.ADMIN, Roles.PASSWORD_DUE})
    public Response logout(
            @RestForm @DefaultValue("") String csrf,
            @RestCookie(SessionCookies.SESSION) String secret,
            @Context UriInfo uri)
            throws SQLException {
        Viewer viewer = current.requireOwnForm(csrf);
        sessions.close(secret);
        LOG.infof("%s logged out", viewer.name());
        return Response.seeOther(URI.create("/login"))
                .cookie(SessionCookies.noSession(uri))
                .build();
    }
}
