package io.spidergate.gateway.exchange;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.money.Money;
import io.spidergate.routing.Candidate;
import io.spidergate.routing.Exclusion;
import io.spidergate.routing.FreeFirst;
import io.spidergate.routing.Plan;
import io.spidergate.routing.PlanRequest;
import io.spidergate.routing.Planner;
import io.spidergate.routing.RoutingTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plans one chat request: the planner's chain, bent by what the caller asked of the gateway. Pure.
final class RequestPlanner {

    private final RoutingTable table;
    private final AskedRequest request;
    private final AgentToken token;
    private final long affinity;
    private final @Nullable String session;
    private final Knowledge known;
    private final Instant now;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Exclusion> exclusions = new ArrayList<>();
    private final List<ExclusionRecord> further = new ArrayList<>();
    private @Nullable String alias;
    private @Nullable String share;

    private RequestPlanner(
            RoutingTable table,
            AskedRequest request,
            AgentToken token,
            @Nullable String session,
            Knowledge known,
            Instant now) {
        this.table = table;
        this.request = request;
        this.token = token;
        this.affinity =
                ConversationKey.of(
                        request, token.workspace(), session, table.alias(request.model()));
        this.session = session;
        this.known = known;
        this.now = now;
    }

    /// @param session by a header; absent where none tells one
    static RequestPlan plan(
            RoutingTable table,
            AskedRequest request,
            AgentToken token,
            @Nullable String session,
            Knowledge known,
            Instant now) {
        return new RequestPlanner(table, request, token, session, known, now).decide();
    }

    private RequestPlan decide() {
        GatewayError unsupported = Unsupported.in(request);
        if (unsupported != null) {
            return new RequestPlan.Refuse(PlanRecord.NONE, unsupported);
        }
        for (String model : names()) {
            GatewayError refusal = add(model);
            if (refusal != null) {
                return new RequestPlan.Refuse(record(List.of()), refusal);
            }
        }
        List<Candidate> wanted = bent(request.options());
        if (wanted.isEmpty()) {
            return new RequestPlan.Refuse(
                    record(wanted),
                    onlyPaid()
                            ? GatewayError.of(
                                            ErrorCode.MODEL_NOT_ALLOWED,
                                            shortened(request.model()),
                                            ", which may use free models only")
                                    .about("model")
                            : NothingServes.error(request.model(), exclusions, further, now));
        }
        return new RequestPlan.Serve(
                record(wanted),
                wanted,
                FirstChoice.of(table, request.model(), share, wanted, exclusions),
                new PaidBecause(candidates, wanted, exclusions),
                AliasTerms.of(table.alias(request.model())));
    }

    /// All that could serve costs money, and this token may not spend any.
    private boolean onlyPaid() {
        return token.spending() == Spending.FREE_ONLY
                && !exclusions.isEmpty()
                && exclusions.stream()
                        .allMatch(exclusion -> exclusion.reason() == Exclusion.Reason.NOT_FREE);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(1);
        names.add(request.model());
        names.addAll(request.options().fallbackModels());
        return names;
    }

    private @Nullable GatewayError add(String model) {
        return switch (Planner.plan(table, ask(model), known.cooldowns(), known.quotas(), now)) {
            case Plan.Chain chain -> {
                alias = alias == null ? chain.alias() : alias;
                share = share == null && candidates.isEmpty() ? chain.share() : share;
                append(chain.candidates());
                exclusions.addAll(chain.exclusions());
                yield null;
            }
            case Plan.NothingQualifies nothing -> {
                alias = alias == null ? nothing.alias() : alias;
                exclusions.addAll(nothing.exclusions());
                yield null;
            }
            case Plan.UnknownModel unknown ->
                    GatewayError.of(ErrorCode.MODEL_NOT_FOUND, shortened(unknown.model()))
                            .about("model");
            case Plan.ModelNotAllowed denied ->
                    GatewayError.of(ErrorCode.MODEL_NOT_ALLOWED, shortened(denied.model()), "")
                            .about("model");
        };
    }

    private void append(List<Candidate> more) {
        if (candidates.isEmpty()) {
            candidates.addAll(more);
            return;
        }
        Set<DeploymentId> known = new HashSet<>();
        candidates.forEach(candidate -> known.add(candidate.deployment().id()));
        for (Candidate candidate : more) {
            if (known.add(candidate.deployment().id())) {
                candidates.add(candidate);
            }
        }
    }

    private PlanRequest ask(String model) {
        return new PlanRequest(
                token.workspace(),
                model,
                needs(),
                request.contextTokens(),
                request.maxTokens().orElse(0),
                allowed(),
                token.allowedModels(),
                affinity,
                lot(model),
                request.uses());
    }

    /// That a model thinks, or goes on with what was begun, is not insisted on.
    private Set<Capability> needs() {
        EnumSet<Capability> needs = EnumSet.of(request.operation());
        needs.addAll(request.uses());
        needs.remove(Capability.REASONING);
        needs.remove(Capability.ASSISTANT_PREFILL);
        return needs;
    }

    /// Worked out only where an alias has shares to draw.
    private long lot(String model) {
        AliasRoute route = table.alias(model);
        return route == null || route.shares().isEmpty()
                ? 0
                : ConversationKey.lot(request, token.workspace(), session, now);
    }

    /// What agent and caller allow; the alias may allow less.
    private Spending allowed() {
        return request.options()
                .spending()
                .map(word -> Spending.valueOf(word.toUpperCase(Locale.ROOT)))
                .map(token.spending()::stricter)
                .orElse(token.spending());
    }

    private Spending spending() {
        AliasRoute route = table.alias(request.model());
        return route == null || route.spending() == null
                ? allowed()
                : allowed().stricter(route.spending());
    }

    private List<Candidate> bent(SpidergateOptions options) {
        List<Candidate> wanted = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            ExclusionRecord exclusion = unwanted(candidate.deployment(), options);
            if (exclusion == null) {
                wanted.add(candidate);
            } else {
                further.add(exclusion);
            }
        }
        if (request.operation() == Capability.EMBEDDINGS) {
            onlyHostsOfOneModel(wanted);
        }
        if (!options.preferredProviders().isEmpty()) {
            // stable: among the preferred, and among the others, the plan's order stays
            wanted.sort(Comparator.comparingInt(candidate -> preference(candidate, options)));
        }
        // A fallback model, or a preferred one, may be free where the first is not.
        return FreeFirst.where(spending(), wanted);
    }

    /// Vectors of one model mean nothing beside those of another.
    private void onlyHostsOfOneModel(List<Candidate> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        String first = bareName(wanted.getFirst().deployment());
        wanted.removeIf(candidate -> {
            boolean other = !bareName(candidate.deployment()).equals(first);
            if (other) {
                further.add(
                        new ExclusionRecord(
                                candidate.deployment().id(),
                                "other_vectors",
                                "its vectors do not compare with those of " + first));
            }
            return other;
        });
    }

    /// Hosts put the maker before a model's name, each in its own way.
    private static String bareName(DeploymentRoute route) {
        String name = route.upstreamModel();
        return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private @Nullable ExclusionRecord unwanted(DeploymentRoute route, SpidergateOptions options) {
        if (options.excludedProviders().contains(route.provider())) {
            return new ExclusionRecord(
                    route.id(), "excluded_by_caller", "provider " + route.provider());
        }
        if (route.workspace() == null && AliasRoute.ownerOf(request.model()) != null) {
            return new ExclusionRecord(
                    route.id(), "not_own", request.model() + " uses its workspace's own keys only");
        }
        Money cap = Funds.cap(options);
        if (cap == null) {
            return null;
        }
        Money worst = WorstCase.of(route, request, request.choices(), known.scales());
        return worst.isMoreThan(cap)
                ? new ExclusionRecord(
                        route.id(), RequestPlan.TOO_DEAR, "up to %s, cap %s".formatted(worst, cap))
                : null;
    }

    private static int preference(Candidate candidate, SpidergateOptions options) {
        int at = options.preferredProviders().indexOf(candidate.deployment().provider());
        return at < 0 ? Integer.MAX_VALUE : at;
    }

    private PlanRecord record(List<Candidate> wanted) {
        List<ExclusionRecord> all = new ArrayList<>(exclusions.size() + further.size());
        for (Exclusion exclusion : exclusions) {
            all.add(
                    new ExclusionRecord(
                            exclusion.deployment().id(),
                            exclusion.reason().code(),
                            exclusion.detail()));
        }
        all.addAll(further);
        return new PlanRecord(
                table.version(),
                alias,
                share,
                wanted.stream().map(candidate -> candidate.deployment().id()).toList(),
                all);
    }

    static String shortened(String model) {
        return model.length() <= 100 ? model : model.substring(0, 100) + "…";
    }
}
