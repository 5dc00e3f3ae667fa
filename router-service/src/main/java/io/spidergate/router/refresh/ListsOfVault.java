package io.spidergate.router.refresh;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.vault.ProbeResult.Verdict;
import io.spidergate.contracts.vault.Roster;
import io.spidergate.contracts.vault.VaultApi;
import io.spidergate.identity.ServiceClients;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;

/// Has the vault ask a provider for its list.
@Singleton
final class ListsOfVault {

    private final VaultApi vault;

    ListsOfVault(ServiceClients clients, VaultConfig config) {
        this.vault = clients.client(VaultApi.class, config.url(), ServiceName.VAULT);
    }

    /// What came of it; without the vault, nothing has been learnt about the provider.
    sealed interface Asked {

        record Answered(Roster roster) implements Asked {

            boolean hasList() {
                return roster.verdict() == Verdict.WORKS;
            }
        }

        record VaultAway(String reason) implements Asked {}
    }

    Asked ask(CredentialId credential) {
        try {
            return new Asked.Answered(vault.roster(credential.value()));
        } catch (WebApplicationException e) {
            return new Asked.VaultAway(
                    "vault-service answered HTTP %d".formatted(e.getResponse().getStatus()));
        } catch (ProcessingException e) {
            return new Asked.VaultAway("vault-service cannot be reached: " + e.getMessage());
        }
    }
}
