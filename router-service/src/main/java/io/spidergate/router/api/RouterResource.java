package io.spidergate.router.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.CooldownView;
import io.spidergate.contracts.routing.NewProvider;
import io.spidergate.contracts.routing.ProviderView;
import io.spidergate.contracts.routing.RosterDecision;
import io.spidergate.contracts.routing.RosterView;
import io.spidergate.contracts.routing.RouterApi;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.router.health.PostgresResets;
import io.spidergate.router.health.Resets;
import io.spidergate.router.provider.PostgresProviders;
import io.spidergate.router.provider.ProviderCheck;
import io.spidergate.router.refresh.RosterDesk;
import io.spidergate.router.snapshot.Declarations;
import io.spidergate.router.snapshot.KnownFacts;
import io.spidergate.router.snapshot.RoutingFacts;
import io.spidergate.router.snapshot.SnapshotPublisher;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The wire of router-service: who may ask, and what the answer looks like.
@RunOnVirtualThread
public class RouterResource implements RouterApi {

    private final SnapshotPublisher publisher;
    private final KnownFacts known;
    private final Declarations declarations;
    private final PostgresProviders providers;
    private final RosterDesk rosterDesk;
    private final PostgresResets resets;
    private final Clock clock;

    RouterResource(
            SnapshotPublisher publisher,
            KnownFacts known,
            Declarations declarations,
            PostgresProviders providers,
            RosterDesk rosterDesk,
            PostgresResets resets,
            Clock clock) {
        this.publisher = publisher;
        this.known = known;
        this.declarations = declarations;
        this.providers = providers;
        this.rosterDesk = rosterDesk;
        this.resets = resets;
        this.clock = clock;
    }

    @Override
    @RolesAllowed({ServiceName.GATEWAY, ServiceName.OPERATOR})
    public RoutingSnapshot snapshot() {
        RoutingSnapshot snapshot = publisher.current();
        if (snapshot == null) {
            throw notReady(publisher.state());
        }
        return snapshot;
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD, ServiceName.VAULT})
    public List<ProviderView> providers() {
        return ProviderViews.all(facts());
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD, ServiceName.VAULT})
    public ProviderView provider(String id) {
        return ProviderViews.one(facts(), id).orElseThrow(() -> notFound(id));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public ProviderView putProvider(String id, NewProvider provider) {
        if (provider == null) {
            throw Refusal.of(Refusal.BAD_REQUEST, "invalid_body", "the body is missing", null);
        }
        requireNotOfCatalogue(id);
        switch (ProviderCheck.check(id, provider, declarations.catalogue())) {
            case ProviderCheck.Refused refused ->
                    throw Refusal.of(Refusal.BAD_REQUEST, refused.problem());
            case ProviderCheck.Accepted accepted -> {
                try {
                    providers.put(accepted.provider());
                    known.refreshProviders();
                } catch (SQLException e) {
                    throw Refusal.noDatabase(e);
                }
            }
        }
        return ProviderViews.one(facts(), id).orElseThrow(() -> notFound(id));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public void removeProvider(String id) {
        requireNotOfCatalogue(id);
        try {
            if (!providers.remove(id)) {
                throw notFound(id);
            }
            known.refreshProviders();
        } catch (SQLException e) {
            throw Refusal.noDatabase(e);
        }
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public List<RosterView> rosters() {
        return rosterDesk.views(facts());
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public RosterView refreshRoster(String provider) {
        try {
            return told(rosterDesk.refresh(provider, facts()));
        } catch (SQLException e) {
            throw Refusal.noDatabase(e);
        }
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public RosterView decideRoster(String provider, RosterDecision decision) {
        if (decision == null) {
            throw Refusal.of(Refusal.BAD_REQUEST, "invalid_body", "the body is missing", null);
        }
        try {
            return told(rosterDesk.decide(provider, decision, facts()));
        } catch (SQLException e) {
            throw Refusal.noDatabase(e);
        }
    }

    private RosterView told(RosterDesk.Outcome outcome) {
        String provider = RosterWords.granted(outcome);
        return rosterDesk.views(facts()).stream()
                .filter(view -> view.provider().equals(provider))
                .findFirst()
                .orElseThrow(() -> notFound(provider));
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public List<CooldownView> cooldowns() {
        return facts().health().troubles().stream().map(CooldownViews::of).toList();
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public void resetCooldown(@Nullable String key) {
        if (key != null && cooldowns().stream().noneMatch(it -> it.key().equals(key))) {
            throw Refusal.of(
                    Refusal.NOT_FOUND,
                    "cooldown_not_found",
                    "nothing called '%s' is in trouble".formatted(Refusal.shown(key)),
                    "key");
        }
        try {
            resets.put(key == null ? Resets.ALL : key, clock.instant());
            known.refreshResets();
        } catch (SQLException e) {
            throw Refusal.noDatabase(e);
        }
    }

    private RoutingFacts facts() {
        return switch (known.at(clock.instant())) {
            case KnownFacts.Answer.NotYet notYet -> throw notReady(notYet.reason());
            case KnownFacts.Answer.Facts facts -> facts.facts();
        };
    }

    private void requireNotOfCatalogue(String id) {
        if (declarations.catalogue().hasProvider(id)) {
            throw Refusal.of(
                    Refusal.CONFLICT,
                    "provider_of_catalogue",
                    "provider '%s' belongs to the catalogue; choose another name".formatted(id),
                    "id");
        }
    }

    private static WebApplicationException notFound(String id) {
        return Refusal.of(
                Refusal.NOT_FOUND,
                "provider_not_found",
                "there is no provider '%s'".formatted(Refusal.shown(id)),
                "id");
    }

    private static WebApplicationException notReady(String reason) {
        return Refusal.of(Refusal.UNAVAILABLE, "router_not_ready", reason, null);
    }
}
