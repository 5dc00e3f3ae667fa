package io.spidergate.billing.reconciliation;

import io.spidergate.contracts.Problem;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.vault.CredentialPages;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.ProviderUsage;
import io.spidergate.contracts.vault.VaultApi;
import io.spidergate.identity.ServiceClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// What vault-service knows of accounts that can be read.
@ApplicationScoped
class VaultUsage {

    private final VaultApi vault;

    VaultUsage(ServiceClients clients, VaultConfig config) {
        this.vault = clients.client(VaultApi.class, config.url(), ServiceName.VAULT);
    }

    /// What came of asking.
    sealed interface Told {

        record Usage(ProviderUsage usage) implements Told {}

        /// @param why for people
        record Not(String why) implements Told {}
    }

    /// Nobody can be asked: the vault does not answer.
    static final class VaultAway extends RuntimeException {

        VaultAway(Exception cause) {
            super("vault-service does not answer: " + cause.getMessage(), cause);
        }
    }

    List<Reading> readings() {
        List<CredentialView> all = new ArrayList<>();
        try {
            List<CredentialView> page = vault.credentials(CredentialPages.MAX, null);
            while (!page.isEmpty()) {
                all.addAll(page);
                page =
                        page.size() < CredentialPages.MAX
                                ? List.of()
                                : vault.credentials(
                                        CredentialPages.MAX, page.getLast().id().value());
            }
        } catch (WebApplicationException | ProcessingException e) {
            throw new VaultAway(e);
        }
        return Reading.of(all);
    }

    Told usage(Reading reading, LocalDate from, LocalDate until) {
        try {
            return new Told.Usage(
                    vault.usage(reading.credential(), from.toString(), until.toString()));
        } catch (WebApplicationException e) {
            return new Told.Not(why(e));
        } catch (ProcessingException e) {
            return new Told.Not("vault-service does not answer");
        }
    }

    private static String why(WebApplicationException e) {
        try {
            Problem problem = e.getResponse().readEntity(Problem.class);
            return problem == null ? status(e) : problem.message();
        } catch (ProcessingException unreadable) {
            return status(e);
        }
    }

    private static String status(WebApplicationException e) {
        return "vault-service answers HTTP %d".formatted(e.getResponse().getStatus());
    }
}
