package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.routing.NewProvider;
import io.spidergate.contracts.routing.ProviderView;
import io.spidergate.contracts.vault.CredentialChange;
import io.spidergate.contracts.vault.CredentialPages;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Providers and their credentials, through router-service and vault-service.
public final class Providers {

    private static final String ROUTER = "/internal/router/v1/providers";
    private static final String VAULT = "/internal/vault/v1";
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final ServiceClient client;

    public Providers(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    public List<ProviderView> all() {
        return client.require(client.get(Part.ROUTER, ROUTER), new TypeReference<>() {});
    }

    /// Empty when there is none of that name.
    public Optional<ProviderView> find(String name) {
        Reply reply = client.get(Part.ROUTER, path(name));
        if (reply instanceof Reply.Refused refused && refused.status() == NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(client.require(reply, new TypeReference<>() {}));
    }

    public ProviderView put(String name, NewProvider provider) {
        return client.require(
                client.put(Part.ROUTER, path(name), provider), new TypeReference<>() {});
    }

    public void remove(String name) {
        client.requireDone(client.delete(Part.ROUTER, path(name)));
    }

    /// Whether the vault has taken the credential; `false` when it held it already.
    public boolean addCredential(NewCredential credential) {
        Reply reply = client.post(Part.VAULT, VAULT + "/credentials", credential);
        if (reply instanceof Reply.Refused refused && refused.status() == CONFLICT) {
            return false;
        }
        client.requireDone(reply);
        return true;
    }

    /// Of a key that is not in the vault.
    public ProbeResult test(NewCredential credential) {
        return client.require(
                client.post(Part.VAULT, VAULT + "/credentials/test", credential),
                new TypeReference<>() {});
    }

    public List<CredentialView> credentials() {
        return CredentialPages.all(this::credentials);
    }

    private List<CredentialView> credentials(int limit, @Nullable String after) {
        String page =
                "%s/credentials?limit=%d%s"
                        .formatted(VAULT, limit, after == null ? "" : "&after=" + after);
        return client.require(client.get(Part.VAULT, page), new TypeReference<>() {});
    }

    public List<CredentialView> credentials(String provider) {
        return credentials().stream()
                .filter(credential -> credential.provider().equals(provider))
                .toList();
    }

    public CredentialView change(String id, CredentialChange change) {
        return client.require(
                client.patch(Part.VAULT, credential(id), change), new TypeReference<>() {});
    }

    public void removeCredential(CredentialView credential) {
        removeCredential(credential.id().value());
    }

    public void removeCredential(String id) {
        client.requireDone(client.delete(Part.VAULT, credential(id)));
    }

    public ProbeResult probe(String credential) {
        return client.require(
                client.post(Part.VAULT, credential(credential) + "/probe", null),
                new TypeReference<>() {});
    }

    /// Of a provider that asks for no key.
    public ProbeResult probeProvider(String provider) {
        return client.require(
                client.post(
                        Part.VAULT,
                        "%s/providers/%s/probe".formatted(VAULT, Agents.segment(provider)),
                        null),
                new TypeReference<>() {});
    }

    private static String credential(String id) {
        return VAULT + "/credentials/" + Agents.segment(id);
    }

    private static String path(String name) {
        return ROUTER + "/" + Agents.segment(name);
    }
}
