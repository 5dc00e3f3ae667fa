package io.spidergate.router.roster;

import io.spidergate.contracts.routing.RosterDecision;
import io.spidergate.contracts.routing.RosterView;
import io.spidergate.contracts.routing.RosterView.State;
import io.spidergate.contracts.vault.RosterEntry;
import io.spidergate.router.catalogue.CatalogueModel;
import io.spidergate.router.catalogue.CatalogueProvider;
import io.spidergate.router.catalogue.ListPrice;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the lists of providers change in the catalogue. Pure.
///
/// @param states by provider
public record Rosters(Map<String, RosterState> states, RosterPolicy policy) {

    public Rosters {
        states = Map.copyOf(states);
    }

    /// The provider's models as they are served.
    public List<CatalogueModel> models(CatalogueProvider provider, LocalDate day) {
        RosterState state = states.getOrDefault(provider.id(), RosterState.NONE);
        if (state.believedAt() == null) {
            return provider.models();
        }
        LocalDate read = LocalDate.ofInstant(state.believedAt(), ZoneOffset.UTC);
        Map<String, CatalogueModel> models = new LinkedHashMap<>();
        provider.models().forEach(model -> models.put(model.id(), model));
        for (RosterChange change : changes(provider, state, day)) {
            if (state(provider, state, change) == State.APPLIED) {
                apply(change, models, read);
            }
        }
        return List.copyOf(models.values());
    }

    public RosterView view(CatalogueProvider provider, LocalDate day) {
        RosterState state = states.getOrDefault(provider.id(), RosterState.NONE);
        List<RosterView.Change> changes = new ArrayList<>();
        for (RosterChange change : changes(provider, state, day)) {
            changes.add(view(change, state(provider, state, change)));
        }
        return new RosterView(
                provider.id(),
                state.readAt(),
                state.believedAt(),
                state.trouble(),
                state.entries().size(),
                changes);
    }

    /// Why a provider's list is not to be believed.
    public static Optional<String> doubt(CatalogueProvider provider, List<RosterEntry> list) {
        return RosterDiff.doubt(provider.models(), list);
    }

    /// What is remembered after a decision about some of the changes, or about all.
    public static RosterState decided(
            CatalogueProvider provider, RosterState state, RosterDecision decision, LocalDate day) {
        List<RosterChange> changes = changes(provider, state, day);
        return state.decided(
                decision.decision(),
                keys(
                        changes.stream()
                                .filter(it ->
                                        decision.models().isEmpty()
                                                || decision.models().contains(it.model()))),
                keys(changes.stream()));
    }

    private static Set<String> keys(Stream<RosterChange> changes) {
        return changes.map(RosterChange::key).collect(Collectors.toUnmodifiableSet());
    }

    /// Differences to the last list that was believed.
    static List<RosterChange> changes(
            CatalogueProvider provider, RosterState state, LocalDate day) {
        return state.believedAt() == null
                ? List.of()
                : RosterDiff.changes(provider.models(), state.entries(), day);
    }

    private State state(CatalogueProvider provider, RosterState state, RosterChange change) {
        RosterPolicy rules = provider.models().isEmpty() ? policy.forNothingKnown() : policy;
        return state.decisions().getOrDefault(change.key(), rules.of(change.kind()));
    }

    private static void apply(
            RosterChange change, Map<String, CatalogueModel> models, LocalDate read) {
        switch (change) {
            case RosterChange.Missing missing -> models.remove(missing.model());
            case RosterChange.Added(RosterEntry entry) ->
                    models.put(entry.id(), CatalogueModel.listed(entry, read));
            case RosterChange.Repriced repriced ->
                    models.computeIfPresent(
                            repriced.model(), (id, model) -> model.at(repriced.told(), read));
        }
    }

    private static RosterView.Change view(RosterChange change, State state) {
        return switch (change) {
            case RosterChange.Missing missing ->
                    new RosterView.Change(change.kind(), missing.model(), state, null, null);
            case RosterChange.Added(RosterEntry entry) ->
                    new RosterView.Change(
                            change.kind(), entry.id(), state, null, view(entry.price()));
            case RosterChange.Repriced repriced ->
                    new RosterView.Change(
                            change.kind(),
                            repriced.model(),
                            state,
                            view(repriced.known()),
                            view(repriced.told()));
        };
    }

    private static RosterView.@Nullable Price view(RosterEntry.@Nullable Price price) {
        return price == null
                ? null
                : new RosterView.Price(price.input(), price.cachedInput(), price.output());
    }

    private static RosterView.@Nullable Price view(@Nullable ListPrice price) {
        return price == null
                ? null
                : new RosterView.Price(price.input(), price.cachedInput(), price.output());
    }
}
