package io.spidergate.dashboard.invite;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.Problem;
import io.spidergate.contracts.vault.Contribution;
import io.spidergate.contracts.vault.InvitePageView;
import io.spidergate.contracts.vault.LinkCall;
import io.spidergate.contracts.vault.SignInAnswer;
import io.spidergate.contracts.vault.StartedSignIn;
import io.spidergate.dashboard.peers.Answer;
import io.spidergate.dashboard.peers.HttpPeers;
import io.spidergate.dashboard.throttle.Door;
import io.spidergate.dashboard.throttle.PostgresFailedTries;
import io.spidergate.dashboard.throttle.TryLimit;
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
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Hands a key over, shows what became of it, and takes it back.
@Path("/")
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
final class LinkResource {

    private static final String CONTRIBUTION = "/contribution/";

    private final HttpPeers peers;
    private final PostgresFailedTries tries;

    LinkResource(HttpPeers peers, PostgresFailedTries tries) {
        this.peers = peers;
        this.tries = tries;
    }

    @GET
    @Path("/invite/{token}")
    public Response invite(@RestPath String token, @Context HttpServerRequest request)
            throws SQLException {
        return guarded(request, visit -> show(token, "", 200, visit));
    }

    @POST
    @Path("/invite/{token}")
    public Response bring(
            @RestPath String token,
            @RestForm @DefaultValue("") String secret,
            @Context HttpServerRequest request)
            throws SQLException {
        return guarded(
                request,
                visit -> {
                    LinkCall call = new LinkCall(token, secret.strip());
                    return brought(token, peers.links(vault -> vault.bring(call)).answer(), visit);
                });
    }

    private Response brought(String token, Answer<Contribution> answer, Visit visit)
            throws SQLException {
        return switch (answer) {
            case Answer.Given<Contribution>(Contribution brought) ->
                    seeOther(CONTRIBUTION + brought.token(), visit);
            case Answer.Refused<Contribution>(var _, int status, Problem problem)
                    when problem.field() != null && !"token".equals(problem.field()) ->
                    show(token, sentence(problem), status, visit);
            case Answer.Refused<Contribution>(var _, int status, Problem problem) ->
                    page(status, ClosedLinkPage.of(status, problem));
            case Answer.Away<Contribution> _ -> closed(ClosedLinkPage.AWAY);
        };
    }

    @GET
    @Path("/invite/{token}/sign-in")
    public Response signIn(
            @RestPath String token, @Context HttpServerRequest request, @Context UriInfo uri)
            throws SQLException {
        LinkCall call = new LinkCall(token, null);
        return guarded(
                request,
                visit ->
                        switch (peers.links(vault -> vault.startSignIn(call)).answer()) {
                            case Answer.Given<StartedSignIn>(StartedSignIn signIn) -> {
                                tries.takeBack(Door.LINK, visit.address(), visit.at());
                                yield Response.seeOther(signIn.page())
                                        .cookie(SignInCookie.of(token, signIn.handle(), uri))
                                        .build();
                            }
                            case Answer.Refused<StartedSignIn>(
                                            var _,
                                            int status,
                                            Problem problem) ->
                                    page(status, ClosedLinkPage.of(status, problem));
                            case Answer.Away<StartedSignIn> _ -> closed(ClosedLinkPage.AWAY);
                        });
    }

    @GET
    @Path("/invite/{token}/callback")
    public Response callback(
            @RestPath String token,
            @RestCookie(SignInCookie.NAME) @Nullable String handle,
            @Context HttpServerRequest request)
            throws SQLException {
        SignInAnswer answer =
                new SignInAnswer(
                        token,
                        handle == null ? "" : handle,
                        request.query() == null ? "" : request.query());
        return guarded(
                request,
                visit ->
                        brought(
                                token,
                                peers.links(vault -> vault.finishSignIn(answer)).answer(),
                                visit));
    }

    @GET
    @Path("/contribution/{token}")
    public Response contribution(@RestPath String token, @Context HttpServerRequest request)
            throws SQLException {
        LinkCall call = new LinkCall(token, null);
        return guarded(
                request,
                visit ->
                        switch (peers.links(vault -> vault.contribution(call)).answer()) {
                            case Answer.Given<Contribution>(Contribution held) ->
                                    welcome(
                                            visit,
                                            new ContributionPage(held, provider(held.provider())));
                            case Answer.Refused<Contribution>(var _, int status, Problem problem) ->
                                    page(status, ClosedLinkPage.of(status, problem));
                            case Answer.Away<Contribution> _ -> closed(ClosedLinkPage.AWAY);
                        });
    }

    @POST
    @Path("/contribution/{token}/revoke")
    public Response withdraw(@RestPath String token, @Context HttpServerRequest request)
            throws SQLException {
        LinkCall call = new LinkCall(token, null);
        return guarded(
                request,
                visit ->
                        switch (peers.links(vault -> vault.withdraw(call)).answer()) {
                            case Answer.Given<Contribution>(Contribution gone) ->
                                    seeOther(CONTRIBUTION + gone.token(), visit);
                            case Answer.Refused<Contribution>(var _, int status, Problem problem) ->
                                    page(status, ClosedLinkPage.of(status, problem));
                            case Answer.Away<Contribution> _ -> closed(ClosedLinkPage.AWAY);
                        });
    }

    private Response show(String token, String refusal, int status, Visit visit)
            throws SQLException {
        LinkCall call = new LinkCall(token, null);
        return switch (peers.links(vault -> vault.look(call)).answer()) {
            case Answer.Given<InvitePageView>(InvitePageView invite) -> {
                InvitePage page =
                        new InvitePage(token, invite, provider(invite.provider()), refusal);
                // A refused key stays a failed try: a link is no way to try out keys.
                yield refusal.isEmpty() ? welcome(visit, page) : page(status, page);
            }
            case Answer.Refused<InvitePageView>(var _, int refused, Problem problem) ->
                    page(refused, ClosedLinkPage.of(refused, problem));
            case Answer.Away<InvitePageView> _ -> closed(ClosedLinkPage.AWAY);
        };
    }

    private NamedProvider provider(String id) {
        return NamedProvider.of(id, peers.router(router -> router.provider(id)).answer().found());
    }

    /// A use of a link that has led nowhere yet.
    private record Visit(String address, Instant at) {}

    @FunctionalInterface
    private interface Opening {
        Response by(Visit visit) throws SQLException;
    }

    /// Every use counts as failed until it has led somewhere.
    private Response guarded(HttpServerRequest request, Opening opening) throws SQLException {
        String address = request.remoteAddress().hostAddress();
        return switch (tries.tryFrom(Door.LINK, address)) {
            case TryLimit.Decision.Open(Instant at) -> opening.by(new Visit(address, at));
            case TryLimit.Decision.Closed(Duration pause) ->
                    Response.fromResponse(closed(ClosedLinkPage.TOO_MANY))
                            .header(HttpHeaders.RETRY_AFTER, pause.toSeconds())
                            .build();
        };
    }

    private Response welcome(Visit visit, TemplateInstance page) throws SQLException {
        tries.takeBack(Door.LINK, visit.address(), visit.at());
        return page(200, page);
    }

    private Response seeOther(String path, Visit visit) throws SQLException {
        tries.takeBack(Door.LINK, visit.address(), visit.at());
        return Response.seeOther(URI.create(path)).build();
    }

    private static Response closed(ClosedLinkPage page) {
        return page(page.status(), page);
    }

    private static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .entity(page)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .build();
    }

    private static String sentence(Problem problem) {
        String message = problem.message();
        String upper = Character.toUpperCase(message.charAt(0)) + message.substring(1);
        return upper.endsWith(".") ? upper : upper + ".";
    }
}
