package io.spidergate.contracts.vault;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/// Sign-ins at providers. Errors are {@link io.spidergate.contracts.Problem}.
///
/// 403 `sign_in_not_allowed` where the provider's terms forbid it, 410 `sign_in_expired` after
/// fifteen minutes, 422 `sign_in_refused` when the provider declines, 503 `provider_unreachable`.
@Path("/internal/vault/v1")
public interface SignInApi {

    @POST
    @Path("/sign-ins")
    StartedSignIn start(NewSignIn signIn);

    /// Takes what the provider hands over. 409 `credential_exists` when the vault has the key
    /// already, 409 `plan_exists` when the workspace has somebody's plan already.
    @POST
    @Path("/sign-ins/finish")
    CredentialView finish(SignInAnswer answer);
}
