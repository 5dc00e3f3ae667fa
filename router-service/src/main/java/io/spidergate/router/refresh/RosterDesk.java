package io.spidergate.router.refresh;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.routing.RosterDecision;
import io.spidergate.contracts.routing.RosterView;
import io.spidergate.router.catalogue.CatalogueProvider;
import io.spidergate.router.refresh.ListsOfVault.Asked;
import io.spidergate.router.roster.PostgresRosters;
import io.spidergate.router.roster.Rosters;
import io.spidergate.router.snapshot.KnownFacts;
import io.spidergate.router.snapshot.RoutingFacts;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Reads providers' lists and keeps what was decided about them.
@Singleton
public final class RosterDesk {

    private static final Logger LOG = Logger.getLogger(RosterDesk.class);

    private final ListsOfVault lists;
    private final PostgresRosters store;
    private final KnownFacts known;
    private final Clock clock;

    RosterDesk(ListsOfVault lists, PostgresRosters store, KnownFacts known, Clock clock) {
        this.lists = lists;
        this.store = store;
        this.known = known;
        this.clock = clock;
    }

    /// What came of a wish about a provider's list.
    public sealed interface Outcome {

        record Done(String provider) implements Outcome {}

        record NoSuchProvider(String provider) implements Outcome {}

        record NoCredential(String provider) implements Outcome {}

        record VaultAway(String reason) implements Outcome {}

        /// @param model that no change is about
        record NoSuchChange(String model) implements Outcome {}
    }

    public List<RosterView> views(RoutingFacts facts) {
        return facts.catalogue().providers().stream()
                .map(provider -> facts.rosters().view(provider, facts.today()))
                .filter(view -> view.readAt().isAfter(Instant.EPOCH))
                .toList();
    }

    public Outcome refresh(String id, RoutingFacts facts) throws SQLException {
        Optional<CatalogueProvider> provider = provider(id, facts);
        if (provider.isEmpty()) {
            return new Outcome.NoSuchProvider(id);
        }
        Optional<CredentialId> credential = facts.credentials().firstShared(id);
        if (credential.isEmpty()) {
            return new Outcome.NoCredential(id);
        }
        return switch (lists.ask(credential.get())) {
            case Asked.VaultAway(String reason) -> new Outcome.VaultAway(reason);
            case Asked.Answered answered -> {
                learn(provider.get(), answered);
                known.refreshRosters();
                yield new Outcome.Done(id);
            }
        };
    }

    private void learn(CatalogueProvider provider, Asked.Answered answered) throws SQLException {
        Instant now = clock.instant();
        Optional<String> doubt =
                answered.hasList()
                        ? Rosters.doubt(provider, answered.roster().models())
                        : Optional.of(answered.roster().message());
        doubt.ifPresent(why ->
                LOG.warnf("the list of models of %s is not believed: %s", provider.id(), why));
        store.change(
                provider.id(),
                state ->
                        doubt.map(why -> state.doubted(now, why))
                                .orElseGet(() -> state.believed(now, answered.roster().models())));
    }

    public Outcome decide(String id, RosterDecision decision, RoutingFacts facts)
            throws SQLException {
        Optional<CatalogueProvider> provider = provider(id, facts);
        if (provider.isEmpty()) {
            return new Outcome.NoSuchProvider(id);
        }
        RosterView view = facts.rosters().view(provider.get(), facts.today());
        for (String model : decision.models()) {
            if (view.changes().stream().noneMatch(change -> change.model().equals(model))) {
                return new Outcome.NoSuchChange(model);
            }
        }
        store.change(id, state -> Rosters.decided(provider.get(), state, decision, facts.today()));
        known.refreshRosters();
        return new Outcome.Done(id);
    }

    private static Optional<CatalogueProvider> provider(String id, RoutingFacts facts) {
        return facts.catalogue().providers().stream()
                .filter(provider -> provider.id().equals(id))
                .findFirst();
    }
}
