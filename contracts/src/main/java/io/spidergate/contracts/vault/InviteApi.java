package io.spidergate.contracts.vault;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/// Invites of vault-service. Errors are {@link io.spidergate.contracts.Problem}.
///
/// What begins with `/links` is done for somebody from outside: the link's token is the proof, and
/// only dashboard-service may carry it here. A token that was never given out is 404
/// `link_unknown`; one whose time is over 410 `link_expired`, `link_revoked` or `link_used`.
@Path("/internal/vault/v1")
public interface InviteApi {

    @POST
    @Path("/invites")
    CreatedInvite invite(NewInvite invite);

    /// Newest first.
    @GET
    @Path("/invites")
    List<InviteView> invites();

    /// 409 `invite_used` when a key was brought by it; the key is removed as a credential.
    @DELETE
    @Path("/invites/{id}")
    void revoke(@PathParam("id") String id);

    @POST
    @Path("/links/invite")
    InvitePageView look(LinkCall call);

    /// Tests the key and takes it; 422 `key_refused` when the provider does not accept it, 409
    /// `credential_exists` when the vault has it already. The link stays open then.
    @POST
    @Path("/links/invite/key")
    Contribution bring(LinkCall call);

    /// Begins a sign-in that brings the key instead.
    @POST
    @Path("/links/invite/sign-in")
    StartedSignIn startSignIn(LinkCall call);

    /// Finishes it; errors are those of {@link SignInApi} and of bringing a key.
    @POST
    @Path("/links/invite/sign-in/finish")
    Contribution finishSignIn(SignInAnswer answer);

    @POST
    @Path("/links/contribution")
    Contribution contribution(LinkCall call);

    /// Removes the key from the vault; gateways drop it within a second.
    @POST
    @Path("/links/contribution/revoke")
    Contribution withdraw(LinkCall call);
}
