package io.spidergate.dashboard.login;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The way in.
@Path("/login")
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
final class LoginResource {

    private static final Logger LOG = Logger.getLogger(LoginResource.class);

    private final LoginAttempt attempt;
    private final PostgresSessions sessions;
    private final SecureRandom random;

    LoginResource(LoginAttempt attempt, PostgresSessions sessions, SecureRandom random) {
        this.attempt = attempt;
        this.sessions = sessions;
        this.random = random;
    }

    @GET
    public Response form(
            @RestQuery @Nullable String next,
            @RestCookie(SessionCookies.LOGIN) @Nullable String held,
            @Context UriInfo uri) {
        return form(held, ReturnPath.of(next), "", "", Response.Status.OK, uri).build();
    }

    @POST
    public Response login(
            @RestForm @DefaultValue("") String name,
            @RestForm @DefaultValue("") String password,
            @RestForm @DefaultValue("") String csrf,
            @RestForm @Nullable String next,
            @RestCookie(SessionCookies.LOGIN) @Nullable String held,
            @Context HttpServerRequest request,
            @Context UriInfo uri)
            throws SQLException {
        String target = ReturnPath.of(next);
        if (held == null || !Digests.same(Digests.csrf(held), csrf)) {
            return form(held, target, name, FORM_TOO_OLD, Response.Status.FORBIDDEN, uri).build();
        }
        return switch (attempt.of(name, password, request.remoteAddress().hostAddress())) {
            case LoginAttempt.Result.Admitted(Account account) -> admit(account, target, uri);
            case LoginAttempt.Result.Wrong() ->
                    form(held, target, name, WRONG, Response.Status.UNAUTHORIZED, uri).build();
            case LoginAttempt.Result.TooMany(Duration wait) ->
                    form(held, target, name, tooMany(wait), Response.Status.TOO_MANY_REQUESTS, uri)
                            .header(HttpHeaders.RETRY_AFTER, wait.toSeconds())
                            .build();
        };
    }

    private static final String FORM_TOO_OLD =
            "This form was open for too long, or cookies are off. Please try again.";
    private static final String WRONG = "That user name and password do not fit together.";

    private static String tooMany(Duration wait) {
        return "Too many failed tries. Please wait %d seconds.".formatted(wait.toSeconds());
    }

    private Response admit(Account account, String target, UriInfo uri) throws SQLException {
        String secret = Digests.newSecret(random);
        sessions.open(account.id(), secret);
        LOG.infof("%s logged in", account.name());
        String location = account.passwordHash() == null ? PasswordResource.PATH : target;
        return Response.seeOther(URI.create(location))
                .cookie(SessionCookies.session(secret, uri))
                .build();
    }

    private Response.ResponseBuilder form(
            @Nullable String held,
            String next,
            String name,
            String message,
            Response.Status status,
            UriInfo uri) {
        String secret = held == null || held.isEmpty() ? Digests.newSecret(random) : held;
        TemplateInstance page = new LoginPage(Digests.csrf(secret), next, name, message);
        return Response.status(status)
                .entity(page)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .cookie(SessionCookies.login(secret, uri));
    }
}
