package io.spidergate.router.snapshot;

import io.spidergate.router.alias.AliasBook;
import io.spidergate.router.alias.ShareKey;
import io.spidergate.router.catalogue.Catalogue;
import io.spidergate.router.credential.Credentials;
import io.spidergate.router.health.HealthReport;
import io.spidergate.router.provider.ApiProvider;
import io.spidergate.router.roster.Rosters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Everything that a snapshot is made of, at one instant.
///
/// @param rolledBack shares of aliases that have ended by themselves
/// @param today in UTC: which list prices hold
public record RoutingFacts(
        Catalogue catalogue,
        AliasBook aliases,
        List<ApiProvider> apiProviders,
        Credentials credentials,
        HealthReport health,
        Rosters rosters,
        Map<ShareKey, Instant> rolledBack,
        LocalDate today) {

    public RoutingFacts {
        apiProviders = List.copyOf(apiProviders);
        rolledBack = Map.copyOf(rolledBack);
    }

    /// The simulator is the pool only while nothing real could be: one enabled credential of a real
    /// provider, or one provider that an administrator added, and it steps back.
    public boolean simulatorServes() {
        return catalogue.simulatorPresent()
                && apiProviders.isEmpty()
                && catalogue.providers().stream()
                        .noneMatch(provider -> credentials.countEnabled(provider.id()) > 0);
    }

    /// Until when their prices hold if nothing new is learnt.
    Instant pricesValidUntil() {
        return catalogue.providers().stream()
                .flatMap(provider -> provider.models().stream())
                .flatMap(model -> model.priceChangesAfter(today).stream())
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /// All that can be looked at, the simulated ones too where the simulator runs.
    public List<DeclaredProvider> visibleProviders() {
        return providers(catalogue.simulatorPresent());
    }

    /// All that can be routed to.
    List<DeclaredProvider> routedProviders() {
        return providers(simulatorServes());
    }

    private List<DeclaredProvider> providers(boolean withSimulated) {
        Stream<DeclaredProvider> simulated =
                withSimulated
                        ? catalogue.simulated().stream()
                                .map(p -> DeclaredProvider.of(p, "catalogue", true))
                        : Stream.empty();
        Stream<DeclaredProvider> declared =
                catalogue.providers().stream()
                        .map(p ->
                                DeclaredProvider.of(p, catalogue.owner(p.id()), false)
                                        .serving(rosters.models(p, today)));
        Stream<DeclaredProvider> added =
                apiProviders.stream()
                        // A file that came later owns the name.
                        .filter(p -> !catalogue.hasProvider(p.id()))
                        .map(p -> DeclaredProvider.of(p, catalogue));
        return Stream.of(simulated, declared, added).flatMap(s -> s).toList();
    }
}
