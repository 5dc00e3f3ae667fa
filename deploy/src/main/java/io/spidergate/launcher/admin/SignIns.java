package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.NewSignIn;
import io.spidergate.contracts.vault.SignInAnswer;
import io.spidergate.contracts.vault.StartedSignIn;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;

/// Sign-ins of vault-service.
public final class SignIns {

    private static final String PATH = "/internal/vault/v1/sign-ins";

    private final ServiceClient client;

    public SignIns(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    public StartedSignIn start(NewSignIn signIn) {
        return client.require(client.post(Part.VAULT, PATH, signIn), new TypeReference<>() {});
    }

    public CredentialView finish(StartedSignIn signIn, String answer) {
        return client.require(
                client.post(
                        Part.VAULT,
                        PATH + "/finish",
                        new SignInAnswer(null, signIn.handle(), answer)),
                new TypeReference<>() {});
    }
}
