package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.vault.CreatedInvite;
import io.spidergate.contracts.vault.InviteView;
import io.spidergate.contracts.vault.NewInvite;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.util.List;

/// Invites of vault-service.
public final class Invites {

    private static final String PATH = "/internal/vault/v1/invites";

    private final ServiceClient client;

    public Invites(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    public CreatedInvite create(NewInvite invite) {
        return client.require(client.post(Part.VAULT, PATH, invite), new TypeReference<>() {});
    }

    /// Newest first.
    public List<InviteView> all() {
        return client.require(client.get(Part.VAULT, PATH), new TypeReference<>() {});
    }

    public void revoke(String id) {
        client.requireDone(client.delete(Part.VAULT, PATH + "/" + id));
    }
}
