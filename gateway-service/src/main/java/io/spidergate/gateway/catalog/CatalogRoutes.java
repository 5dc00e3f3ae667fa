package io.spidergate.gateway.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AliasDeadlines;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.gateway.admission.Admission;
import io.spidergate.gateway.admission.AdmissionDecision;
import io.spidergate.gateway.admission.AgentTokens;
import io.spidergate.gateway.admission.PresentedToken;
import io.spidergate.gateway.admission.jwt.JwtVerdicts;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.caller.FrontDoor;
import io.spidergate.gateway.caller.PathText;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.routing.RoutingTables;
import io.spidergate.routing.RoutingTable;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `GET /models`, `/models/{id}`, `/aliases`, `/providers` and `/health`: public, like the manual
/// says. Whoever shows a token sees what its workspace has brought itself as well.
@ApplicationScoped
class CatalogRoutes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_ID = 256;
    private static final String SCOPE = "gate:models";

    private final RoutingTables tables;
    private final Admission admission;
    private volatile @Nullable Rendered rendered;

    CatalogRoutes(RoutingTables tables, AgentTokens tokens, JwtVerdicts jwts) {
        this.tables = tables;
        this.admission = new Admission(tokens, jwts, Clock.systemUTC());
    }

    void register(@Observes Router router) {
        for (String prefix : FrontDoor.PREFIXES) {
            FrontDoor.get(router, prefix + "/models", seen(this::models));
            FrontDoor.get(router, prefix + "/models/*", seen(this::model));
            FrontDoor.get(router, prefix + "/aliases", seen(this::aliases));
            FrontDoor.get(router, prefix + "/providers", seen(this::providers));
            FrontDoor.get(router, prefix + "/health", this::health);
        }
    }

    private void models(RoutingContext routing, Seen now) {
        switch (ModelQuery.read(name -> routing.queryParams().get(name))) {
            case ModelQuery.Reading.Wrong(GatewayError error) -> Caller.of(routing).send(error);
            case ModelQuery.Reading.Read(ModelQuery query) -> {
                List<ModelEntry> found = query.select(now.listing.all());
                Map<String, Object> page = new LinkedHashMap<>();
                page.put("object", "list");
                page.put("data", found);
                // Anthropic's SDK pages by these
                page.put("has_more", false);
                page.put("first_id", found.isEmpty() ? null : found.getFirst().id());
                page.put("last_id", found.isEmpty() ? null : found.getLast().id());
                send(routing, page);
            }
        }
    }

    private void model(RoutingContext routing, Seen now) {
        String path = routing.normalizedPath();
        String id =
                PathText.decoded(path.substring(path.indexOf("/models/") + "/models/".length()));
        ModelEntry entry = now.listing.byId(id);
        if (entry == null) {
            String shown = id.length() <= MAX_ID ? id : id.substring(0, MAX_ID) + "…";
            Caller.of(routing)
                    .send(GatewayError.of(ErrorCode.MODEL_NOT_FOUND, shown).about("model"));
        } else {
            send(routing, entry);
        }
    }

    private void aliases(RoutingContext routing, Seen now) {
        send(
                routing,
                list(
                        now.table.aliases().stream()
                                .filter(now::isTold)
                                .map(alias -> told(alias, now))
                                .toList()));
    }

    private void providers(RoutingContext routing, Seen now) {
        Map<String, List<DeploymentRoute>> byProvider =
                now.table.snapshot().deployments().stream()
                        .filter(now::isUsable)
                        .collect(Collectors.groupingBy(DeploymentRoute::provider));
        send(
                routing,
                list(
                        now.table.snapshot().providers().stream()
                                .map(provider ->
                                        told(
                                                provider,
                                                byProvider.getOrDefault(provider.id(), List.of())))
                                .toList()));
    }

    /// Liveness only: that this process answers.
    private void health(RoutingContext routing) {
        send(routing, Map.of("status", "ok"));
    }

    private static Map<String, Object> told(AliasRoute alias, Seen now) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", alias.name());
        told.put("object", "alias");
        told.put("use_case", alias.useCase());
        told.put(
                "models",
                alias.tiers().stream()
                        .flatMap(List::stream)
                        .map(now.table::deployment)
                        .filter(Objects::nonNull)
                        .filter(now::isUsable)
                        .map(route -> route.provider() + "/" + route.upstreamModel())
                        .distinct()
                        .toList());
        told.put("strategy", alias.strategy());
        if (alias.spending() != null) {
            told.put("spending", alias.spending());
        }
        told.put("needs", alias.needs());
        if (alias.context() > 0) {
            told.put("context", alias.context());
        }
        told.put("continuation", alias.continuation());
        told.put("cache_affinity", alias.cacheAffinity());
        AliasDeadlines own = alias.deadlines();
        told.put("deadlines", own == null ? Map.of() : told(own));
        if (alias.cacheTtlSeconds() != null) {
            told.put("cache_ttl_seconds", alias.cacheTtlSeconds());
        }
        return told;
    }

    private static Map<String, Object> told(AliasDeadlines own) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("first_token_ms", own.firstTokenMs());
        told.put("gap_ms", own.gapMs());
        told.put("total_ms", own.totalMs());
        told.put("hedge_after_ms", own.hedgeAfterMs());
        told.values().removeIf(Objects::isNull);
        return told;
    }

    private static Map<String, Object> told(
            ProviderRoute provider, List<DeploymentRoute> deployments) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", provider.id());
        told.put("object", "provider");
        told.put("display_name", provider.displayName());
        told.put("configured", deployments.stream().anyMatch(DeploymentRoute::isCallable));
        told.put("models", deployments.size());
        told.put("free_models", deployments.stream().filter(DeploymentRoute::free).count());
        told.put("may_train_on_data", provider.maySeeTraining());
        told.put("terms_note", provider.termsNote());
        told.put("simulated", provider.simulated());
        return told;
    }

    private static Map<String, Object> list(List<?> data) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("object", "list");
        list.put("data", data);
        return list;
    }

    /// Hands a request over with what its bearer may see of the table.
    private Handler<RoutingContext> seen(BiConsumer<RoutingContext, Seen> then) {
        return routing -> {
            RoutingTable table = tables.current();
            if (table == null) {
                Caller.of(routing)
                        .send(
                                GatewayError.of(
                                                ErrorCode.SERVICE_UNAVAILABLE,
                                                "no routing data has arrived yet")
                                        .retryAfter(Duration.ofSeconds(1)));
                return;
            }
            recognise(routing, viewer -> then.accept(routing, seen(table, viewer)));
        };
    }

    private Seen seen(RoutingTable table, Optional<WorkspaceId> viewer) {
        Rendered known = rendered;
        if (known == null || known.table.version() != table.version()) {
            known = new Rendered(table, new ConcurrentHashMap<>());
            rendered = known;
        }
        return known.by(viewer);
    }

    private void recognise(RoutingContext routing, Consumer<Optional<WorkspaceId>> then) {
        String token = PresentedToken.in(routing.request()::getHeader);
        if (token == null || !admission.isJwt(token)) {
            then.accept(viewer(admission.decide(token, SCOPE)));
            return;
        }
        Caller.of(routing)
                .whenDoneUnread(
                        admission.decideJwt(token, SCOPE),
                        (decision, defect) -> then.accept(viewer(decision)));
    }

    /// Empty for whoever shows no token, or none that is good.
    private static Optional<WorkspaceId> viewer(@Nullable AdmissionDecision decision) {
        return decision instanceof AdmissionDecision.Admitted(AgentToken admitted)
                ? Optional.of(admitted.workspace())
                : Optional.empty();
    }

    private static void send(RoutingContext routing, Object body) {
        try {
            Caller.of(routing).sendJson(200, Map.of(), JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A table with what was made of it; most viewers see the same.
    private record Rendered(RoutingTable table, Map<Optional<WorkspaceId>, Seen> seen) {

        Seen by(Optional<WorkspaceId> viewer) {
            return seen.computeIfAbsent(
                    viewer.filter(table::hasOwnOf), key -> Seen.by(key.orElse(null), table));
        }
    }

    /// What one viewer sees of a table.
    private record Seen(RoutingTable table, @Nullable WorkspaceId viewer, ModelListing listing) {

        static Seen by(@Nullable WorkspaceId viewer, RoutingTable table) {
            return new Seen(
                    table, viewer, new ModelListing(table, route -> isUsable(route, viewer)));
        }

        boolean isUsable(DeploymentRoute route) {
            return isUsable(route, viewer);
        }

        /// An alias of a workspace is for nobody else's eyes.
        boolean isTold(AliasRoute alias) {
            WorkspaceId owner = AliasRoute.ownerOf(alias.name());
            return owner == null || owner.equals(viewer);
        }

        private static boolean isUsable(DeploymentRoute route, @Nullable WorkspaceId viewer) {
            return route.workspace() == null || route.workspace().equals(viewer);
        }
    }
}
