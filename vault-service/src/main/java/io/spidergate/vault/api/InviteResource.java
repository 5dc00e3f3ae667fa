package io.spidergate.vault.api;

import static io.spidergate.vault.api.Refusals.invalid;
import static io.spidergate.vault.api.Refusals.refuse;
import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.CONFLICT;
import static jakarta.ws.rs.core.Response.Status.GONE;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.Problem;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.vault.Contribution;
import io.spidergate.contracts.vault.CreatedInvite;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.InviteApi;
import io.spidergate.contracts.vault.InvitePageView;
import io.spidergate.contracts.vault.InviteView;
import io.spidergate.contracts.vault.LinkCall;
import io.spidergate.contracts.vault.NewInvite;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.contracts.vault.SignInAnswer;
import io.spidergate.contracts.vault.StartedSignIn;
import io.spidergate.vault.invite.Invites;
import io.spidergate.vault.invite.LinkVisits;
import io.spidergate.vault.invite.Made;
import io.spidergate.vault.invite.Visit;
import io.spidergate.vault.signin.Brought;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Invites, and what comes of their links.
@RunOnVirtualThread
class InviteResource implements InviteApi {

    private static final int UNPROCESSABLE = 422;

    private final Invites invites;
    private final LinkVisits visits;
    private final SecurityIdentity caller;

    InviteResource(Invites invites, LinkVisits visits, SecurityIdentity caller) {
        this.invites = invites;
        this.visits = visits;
        this.caller = caller;
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public CreatedInvite invite(NewInvite invite) {
        return switch (invites.make(invite, caller.getPrincipal().getName())) {
            case Made.Created(CreatedInvite created) -> created;
            case Made.Invalid(String field, String message) ->
                    throw refuse(BAD_REQUEST, invalid(field, message));
            case Made.NoSuchProvider _ -> throw refuse(NOT_FOUND, VaultResource.noSuchProvider());
            case Made.RouterAway() -> throw refuse(SERVICE_UNAVAILABLE, VaultResource.routerAway());
        };
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public List<InviteView> invites() {
        return invites.list();
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public void revoke(String id) {
        switch (invites.revoke(id, caller.getPrincipal().getName())) {
            case DONE -> {}
            case USED ->
                    throw refuse(
                            CONFLICT,
                            new Problem(
                                    "invite_used",
                                    "a key was brought by this invite; remove the credential instead",
                                    "id"));
            case NO_SUCH_INVITE ->
                    throw refuse(
                            NOT_FOUND,
                            new Problem(
                                    "invite_not_found",
                                    "the vault has no invite of this id",
                                    "id"));
        }
    }

    @Override
    @RolesAllowed(ServiceName.DASHBOARD)
    public InvitePageView look(LinkCall call) {
        return shown(visits.look(call));
    }

    @Override
    @RolesAllowed(ServiceName.DASHBOARD)
    public Contribution bring(LinkCall call) {
        return shown(Interrupts.unchecked(() -> visits.bring(call)));
    }

    @Override
    @RolesAllowed(ServiceName.DASHBOARD)
    public StartedSignIn startSignIn(LinkCall call) {
        return SignInProblems.started(shown(visits.beginSignIn(call)));
    }

    @Override
    @RolesAllowed(ServiceName.DASHBOARD)
    public Contribution finishSignIn(SignInAnswer answer) {
        return shown(Interrupts.unchecked(() -> visits.finishSignIn(answer)));
    }

    @Override
    @RolesAllowed(ServiceName.DASHBOARD)
    public Contribution contribution(LinkCall call) {
        return shown(visits.contribution(call));
    }

    @Override
    @RolesAllowed(ServiceName.DASHBOARD)
    public Contribution withdraw(LinkCall call) {
        return shown(visits.withdraw(call));
    }

    private static <T> T shown(Visit<T> visit) {
        return switch (visit) {
            case Visit.Welcome<T>(T shown) -> shown;
            case Visit.Unknown<T>() -> throw refuse(NOT_FOUND, link("unknown", "is not known"));
            case Visit.Over<T>(InviteView.State state) -> {
                String word = state.name().toLowerCase(Locale.ROOT);
                throw refuse(GONE, link(word, "was " + word));
            }
            case Visit.KeyRefused<T>(ProbeResult result) ->
                    throw refuse(
                            UNPROCESSABLE, new Problem("key_refused", result.message(), "secret"));
            case Visit.KeyHeld<T>(CredentialView held) ->
                    throw refuse(
                            CONFLICT,
                            new Problem(
                                    "credential_exists",
                                    "the vault has this key of %s already"
                                            .formatted(held.provider()),
                                    "secret"));
            case Visit.Invalid<T>(String field, String message) ->
                    throw refuse(BAD_REQUEST, invalid(field, message));
            case Visit.NothingBrought<T>(Brought.Nothing why) -> throw SignInProblems.nothing(why);
            case Visit.Untestable<T>(String why) ->
                    throw refuse(SERVICE_UNAVAILABLE, Problem.of("router_unavailable", why));
        };
    }

    private static Problem link(@Nullable String reason, String words) {
        return new Problem("link_" + reason, "this link " + words, "token");
    }
}
