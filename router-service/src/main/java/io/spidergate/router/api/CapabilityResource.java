package io.spidergate.router.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.CapabilityApi;
import io.spidergate.contracts.routing.CapabilityView;
import io.spidergate.router.capability.CapabilityDesk;
import io.spidergate.router.capability.CapabilityResets;
import io.spidergate.router.health.PostgresResets;
import io.spidergate.router.snapshot.DeclaredProvider;
import io.spidergate.router.snapshot.KnownFacts;
import io.spidergate.router.snapshot.RoutingFacts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The wire of what models can do: who may see it and have what was measured forgotten.
@RunOnVirtualThread
public class CapabilityResource implements CapabilityApi {

    private final KnownFacts known;
    private final CapabilityDesk desk;
    private final PostgresResets resets;
    private final Clock clock;

    CapabilityResource(KnownFacts known, CapabilityDesk desk, PostgresResets resets, Clock clock) {
        this.known = known;
        this.desk = desk;
        this.resets = resets;
        this.clock = clock;
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public List<CapabilityView> capabilities(@Nullable String provider, @Nullable String model) {
        RoutingFacts facts = facts();
        String id = required("provider", provider);
        DeclaredProvider declared =
                facts.visibleProviders().stream()
                        .filter(it -> it.route().id().equals(id))
                        .findFirst()
                        .orElseThrow(() ->
                                notFound(
                                        "provider_not_found",
                                        "there is no provider '%s'".formatted(Refusal.shown(id)),
                                        "provider"));
        return CapabilityViews.of(declared, model, facts.health().capabilities(), clock.instant());
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public void forget(@Nullable String provider, @Nullable String model) {
        String ofProvider = required("provider", provider);
        String ofModel = required("model", model);
        if (facts().health().capabilities().of(ofProvider, ofModel).isEmpty()) {
            throw notFound(
                    "capability_not_measured",
                    "nothing was measured of '%s/%s'"
                            .formatted(Refusal.shown(ofProvider), Refusal.shown(ofModel)),
                    "model");
        }
        try {
            // First the instant, so that no replica stores again what is being deleted.
            resets.put(CapabilityResets.key(ofProvider, ofModel), clock.instant());
            desk.forget(ofProvider, ofModel);
            known.refreshResets();
        } catch (SQLException e) {
            throw Refusal.noDatabase(e);
        }
    }

    private RoutingFacts facts() {
        Instant now = clock.instant();
        return switch (known.at(now)) {
            case KnownFacts.Answer.NotYet notYet ->
                    throw Refusal.of(
                            Refusal.UNAVAILABLE, "router_not_ready", notYet.reason(), null);
            case KnownFacts.Answer.Facts facts -> facts.facts();
        };
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Refusal.of(
                    Refusal.BAD_REQUEST, "missing_parameter", name + " must be given", name);
        }
        return value;
    }

    private static WebApplicationException notFound(String code, String message, String field) {
        return Refusal.of(Refusal.NOT_FOUND, code, message, field);
    }
}
