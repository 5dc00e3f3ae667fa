package io.spidergate.vault.api;

import static io.spidergate.vault.api.Refusals.invalid;
import static io.spidergate.vault.api.Refusals.refuse;
import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.CONFLICT;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.Problem;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.NewSignIn;
import io.spidergate.contracts.vault.SignInAnswer;
import io.spidergate.contracts.vault.SignInApi;
import io.spidergate.contracts.vault.StartedSignIn;
import io.spidergate.vault.signin.Brought;
import io.spidergate.vault.signin.Finished;
import io.spidergate.vault.signin.SignIns;
import jakarta.annotation.security.RolesAllowed;

/// Sign-ins at providers.
@RunOnVirtualThread
class SignInResource implements SignInApi {

    private final SignIns signIns;
    private final SecurityIdentity caller;

    SignInResource(SignIns signIns, SecurityIdentity caller) {
        this.signIns = signIns;
        this.caller = caller;
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public StartedSignIn start(NewSignIn signIn) {
        return SignInProblems.started(signIns.begin(signIn));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public CredentialView finish(SignInAnswer answer) {
        String actor = caller.getPrincipal().getName();
        return switch (Interrupts.unchecked(() -> signIns.finish(answer, actor))) {
            case Finished.Done(CredentialView view) -> view;
            case Finished.AlreadyHeld(CredentialView held) ->
                    throw refuse(CONFLICT, VaultResource.exists(held));
            case Finished.OtherPlan(CredentialView held) ->
                    throw refuse(
                            CONFLICT,
                            Problem.of(
                                    "plan_exists",
                                    "%s has the plan of '%s' already (%s), and plans are not pooled; remove that one first"
                                            .formatted(held.workspace(), held.label(), held.id())));
            case Finished.Invalid(String field, String message) ->
                    throw refuse(BAD_REQUEST, invalid(field, message));
            case Finished.Nothing(Brought.Nothing why) -> throw SignInProblems.nothing(why);
        };
    }
}
