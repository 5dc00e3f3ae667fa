package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.vault.AuditCheck;
import io.spidergate.contracts.vault.KeysetView;
import io.spidergate.contracts.vault.ReleaseAudit;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.util.List;

/// The keyset and the audit of vault-service.
public final class Vault {

    private static final String API = "/internal/vault/v1";

    private final ServiceClient client;

    public Vault(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    public KeysetView keyset() {
        return client.require(client.get(Part.VAULT, API + "/keyset"), new TypeReference<>() {});
    }

    public KeysetView rotate() {
        return client.require(
                client.post(Part.VAULT, API + "/keyset/rotate", null), new TypeReference<>() {});
    }

    public KeysetView retire() {
        return client.require(
                client.post(Part.VAULT, API + "/keyset/retire", null), new TypeReference<>() {});
    }

    public List<ReleaseAudit> audit(int limit) {
        return client.require(
                client.get(Part.VAULT, API + "/audit?limit=" + limit), new TypeReference<>() {});
    }

    public AuditCheck checkAudit() {
        return client.require(
                client.get(Part.VAULT, API + "/audit/check"), new TypeReference<>() {});
    }
}
