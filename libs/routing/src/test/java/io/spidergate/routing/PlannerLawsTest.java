package io.spidergate.routing;

import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.RoutingHealth;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.contracts.routing.Strategy;
import io.spidergate.routing.Cooldowns.CoolingDeployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What holds for every snapshot and every request.
class PlannerLawsTest {

    private static final Cooldowns SOME_COOL =
            (deployment, now) ->
                    Math.floorMod(deployment.hashCode(), 5) == 0
                            ? new CoolingDeployment(now.plusSeconds(9), "learnt here", now)
                            : null;

    /// The first pool is short of tokens above 4,000, the second always; slack differs.
    private static final Quotas SOME_SHORT =
            new Quotas() {
                @Override
                public @Nullable Shortage shortage(QuotaPool pool, long tokens, Instant now) {
                    boolean isShort =
                            switch (pool.id()) {
                                case "pool_0" -> tokens > 4_000;
                                case "pool_1" -> true;
                                default -> false;
                            };
                    return isShort ? new Shortage(now.plusSeconds(9), "used up") : null;
                }

                @Override
                public double slack(QuotaPool pool) {
                    return pool.id().equals("pool_0") ? 3 : 0.2;
                }
            };

    @Test
    void aCandidateHasQuota() {
        forAllPlans((world, plan) ->
                plan instanceof Plan.Chain chain
                        ? chain.candidates().stream()
                                .allMatch(candidate ->
                                        candidate.pool() == null
                                                || SOME_SHORT.shortage(
                                                                candidate.pool(),
                                                                tokens(candidate, world.request),
                                                                Snapshots.NOW)
                                                        == null)
                        : true);
    }

    @Test
    void amongEquallyGoodOnesTheOneThatWouldLoseMostComesFirst() {
        forAllPlans((world, plan) ->
                plan instanceof Plan.Chain chain && world.spending() != Spending.FREE_FIRST
                        ? isSpread(
                                world.table.chain("task", WorkspaceId.DEFAULT),
                                chain.candidates(),
                                SOME_SHORT)
                        : true);
    }

    @Test
    void whereNobodyCountsTheCatalogueOrders() {
        forAllPlans((world, plan) -> {
            List<DeploymentId> planned =
                    candidates(world.plan(Quotas.UNCOUNTED)).map(DeploymentRoute::id).toList();
            List<DeploymentId> ordered = new ArrayList<>();
            world.table
                    .chain("task", WorkspaceId.DEFAULT)
                    .ordered()
                    .forEach(it -> ordered.add(it.route.id()));
            ordered.retainAll(planned);
            return world.spending() == Spending.FREE_FIRST
                    ? Set.copyOf(ordered).equals(Set.copyOf(planned))
                    : ordered.equals(planned);
        });
    }

    @Test
    void aConversationChangesOnlyTheOrderAmongEquals() {
        forAllPlans((world, plan) -> {
            List<Integer> with = groups(world, world.staying(7).plan());
            return with.equals(groups(world, plan));
        });
    }

    private static List<Integer> groups(World world, Plan plan) {
        CompiledChain chain = world.table.chain("task", WorkspaceId.DEFAULT);
        List<DeploymentId> order = chain.ordered().stream().map(it -> it.id).toList();
        return candidates(plan).map(d -> chain.groups()[order.indexOf(d.id())]).toList();
    }

    @Test
    void aCandidateIsNeverCooling() {
        forAllPlans((world, plan) ->
                candidates(plan)
                        .allMatch(d ->
                                !d.health().isCoolingAt(Snapshots.NOW)
                                        && !d.health().isTriedByAnother("", Snapshots.NOW)
                                        && SOME_COOL.cooling(d.id(), Snapshots.NOW) == null));
    }

    @Test
    void aCandidateCanAlwaysBeCalled() {
        forAllPlans((world, plan) -> candidates(plan).allMatch(DeploymentRoute::isCallable));
    }

    @Test
    void aCandidateCanDoWhatTheRequestNeeds() {
        forAllPlans((world, plan) ->
                candidates(plan)
                        .allMatch(d -> d.capabilities().containsAll(world.request.needs())));
    }

    @Test
    void aCandidateHasNotRefusedWhatTheRequestMakesUseOf() {
        forAllPlans((world, plan) ->
                candidates(plan)
                        .flatMap(d -> d.health().lacking().stream())
                        .filter(it -> it.holdsFor("", Snapshots.NOW))
                        .noneMatch(it -> world.uses().contains(it.capability())));
    }

    @Test
    void aCandidateHasRoomForPromptAndAnswer() {
        forAllPlans((world, plan) ->
                candidates(plan)
                        .allMatch(d ->
                                d.contextWindow() == 0
                                        || world.request.promptTokens()
                                                        + world.request.maxOutputTokens()
                                                <= d.contextWindow()));
    }

    @Test
    void eachDeploymentOfTheChainIsCandidateOrExclusionExactlyOnce() {
        forAllPlans((world, plan) -> {
            List<DeploymentId> told =
                    Stream.concat(
                                    candidates(plan),
                                    exclusions(plan).stream().map(Exclusion::deployment))
                            .map(DeploymentRoute::id)
                            .toList();
            Set<DeploymentId> chain = new HashSet<>();
            world.alias().tiers().forEach(chain::addAll);
            chain.removeIf(id -> isAnothers(world.table.deployment(id)));
            return told.size() == chain.size() && chain.equals(new HashSet<>(told));
        });
    }

    @Test
    void whatIsAnotherWorkspacesIsNotEvenTold() {
        forAllPlans((world, plan) ->
                Stream.concat(
                                candidates(plan),
                                exclusions(plan).stream().map(Exclusion::deployment))
                        .noneMatch(PlannerLawsTest::isAnothers));
    }

    @Test
    void withinATierAWorkspacesOwnComesFirstThenWhatItsOwnerPrefers() {
        forAllPlans((world, plan) -> {
            List<List<Integer>> ranks =
                    candidates(plan)
                            .map(d ->
                                    List.of(
                                            tierOf(world.alias(), d),
                                            d.workspace() == null ? 1 : 0,
                                            -d.priority()))
                            .toList();
            return world.spending() == Spending.FREE_FIRST
                    || ranks.equals(ranks.stream().sorted(BY_RANK).toList());
        });
    }

    private static final Comparator<List<Integer>> BY_RANK =
            Comparator.comparing((List<Integer> rank) -> rank.get(0))
                    .thenComparing(rank -> rank.get(1))
                    .thenComparing(rank -> rank.get(2));

    private static boolean isAnothers(DeploymentRoute route) {
        return Snapshots.OTHER.equals(route.workspace());
    }

    @Test
    void freeOnlyNeverYieldsWhatCosts() {
        forAllPlans((world, plan) ->
                world.spending() != Spending.FREE_ONLY
                        || candidates(plan).allMatch(PlannerLawsTest::isFree));
    }

    @Test
    void freeComesBeforePaidWithinATierAmongWhatItsOwnersPreferAlike() {
        forAllPlans((world, plan) ->
                Set.of(Strategy.QUALITY_FIRST, Strategy.FASTEST).contains(world.alias().strategy())
                        || freeFirstInEachTier(world.alias(), candidates(plan).toList()));
    }

    @Test
    void noCandidateOfALaterTierComesBeforeOneOfAnEarlierTierThatCostsAsMuch() {
        forAllPlans((world, plan) -> {
            boolean apart = world.spending() == Spending.FREE_FIRST;
            return Stream.of(0, 1, 2)
                    .map(cost ->
                            candidates(plan)
                                    .filter(d -> !apart || costOf(d) == cost)
                                    .map(d -> tierOf(world.alias(), d))
                                    .toList())
                    .allMatch(tiers -> tiers.equals(tiers.stream().sorted().toList()));
        });
    }

    @Test
    void whereFreeComesFirstWhatIsGivenAwayComesBeforePlansAndBothBeforeWhatCosts() {
        forAllPlans((world, plan) -> {
            List<Integer> costs = candidates(plan).map(PlannerLawsTest::costOf).toList();
            return world.spending() != Spending.FREE_FIRST
                    || costs.equals(costs.stream().sorted().toList());
        });
    }

    private static int costOf(DeploymentRoute route) {
        if (!route.costsNothing()) {
            return 2;
        }
        return route.subscription() ? 1 : 0;
    }

    @Test
    void dataThatMustNotBeTrainedOnNeverGoesToWhoTrains() {
        forAllPlans((world, plan) ->
                candidates(plan)
                        .noneMatch(d ->
                                d.maySeeTraining() == null
                                        ? d.provider().equals("curious")
                                        : d.maySeeTraining()));
    }

    @Test
    void theSameQuestionGetsTheSameAnswer() {
        forAllPlans((world, plan) -> plan.equals(world.plan()));
    }

    @Test
    void healthThatCameLaterIsAsGoodAsHealthThatWasThereFromTheStart() {
        qt().withExamples(500)
                .forAll(longs().all())
                .check(seed -> {
                    World world = World.of(seed);
                    Random random = new Random(seed + 1);
                    RoutingHealth first = Snapshots.randomHealth(world.snapshot(), random);
                    RoutingHealth last = Snapshots.randomHealth(world.snapshot(), random);
                    RoutingTable between = world.table.with(first);
                    world.with(between).plan();
                    World told = world.with(between.with(last));
                    World compiled = world.with(RoutingTable.compile(world.snapshot().with(last)));
                    return told.plan().equals(compiled.plan());
                });
    }

    private static void forAllPlans(BiPredicate<World, Plan> law) {
        qt().withExamples(2_000)
                .forAll(longs().all())
                .check(seed -> {
                    World world = World.of(seed);
                    return law.test(world, world.plan());
                });
    }

    private record World(RoutingTable table, PlanRequest request) {

        static World of(long seed) {
            Random random = new Random(~seed);
            Set<Capability> needs =
                    random.nextBoolean()
                            ? Set.of(Capability.CHAT)
                            : Set.of(Capability.CHAT, Capability.VISION);
            return new World(
                    RoutingTable.compile(Snapshots.random(seed)),
                    new PlanRequest(
                            WorkspaceId.DEFAULT,
                            "task",
                            needs,
                            random.nextInt(9_000),
                            random.nextInt(3_000),
                            Spending.values()[random.nextInt(3)],
                            List.of(),
                            Affinity.NONE,
                            0,
                            random.nextBoolean() ? Set.of() : Set.of(Capability.REASONING)));
        }

        RoutingSnapshot snapshot() {
            return table.snapshot();
        }

        World staying(long affinity) {
            return new World(
                    table,
                    new PlanRequest(
                            WorkspaceId.DEFAULT,
                            request.model(),
                            request.needs(),
                            request.promptTokens(),
                            request.maxOutputTokens(),
                            request.spending(),
                            request.allowedModels(),
                            affinity,
                            0,
                            request.uses()));
        }

        World with(RoutingTable other) {
            return new World(other, request);
        }

        Set<Capability> uses() {
            Set<Capability> uses = new HashSet<>(alias().needs());
            uses.addAll(request.uses());
            return uses;
        }

        Spending spending() {
            Spending own = alias().spending();
            return own == null ? request.spending() : own.stricter(request.spending());
        }

        AliasRoute alias() {
            return table.aliases().getFirst();
        }

        Plan plan() {
            return plan(SOME_SHORT);
        }

        Plan plan(Quotas quotas) {
            return Planner.plan(table, request, SOME_COOL, quotas, Snapshots.NOW);
        }
    }

    private static long tokens(Candidate candidate, PlanRequest request) {
        return candidate.quotaTokens(request.promptTokens(), request.maxOutputTokens());
    }

    private static boolean isSpread(
            CompiledChain chain, List<Candidate> candidates, Quotas quotas) {
        int group = -1;
        double slack = 0;
        for (Candidate candidate : candidates) {
            int at = 0;
            while (!chain.ordered().get(at).candidate.equals(candidate)) {
                at++;
            }
            double own = candidate.pool() == null ? Quotas.FULL : quotas.slack(candidate.pool());
            int ownGroup = chain.groups()[at];
            if (ownGroup < group || (ownGroup == group && own > slack)) {
                return false;
            }
            group = ownGroup;
            slack = own;
        }
        return true;
    }

    private static Stream<DeploymentRoute> candidates(Plan plan) {
        return plan instanceof Plan.Chain chain
                ? chain.candidates().stream().map(Candidate::deployment)
                : Stream.empty();
    }

    private static List<Exclusion> exclusions(Plan plan) {
        return switch (plan) {
            case Plan.Chain chain -> chain.exclusions();
            case Plan.NothingQualifies nothing -> nothing.exclusions();
            case Plan.UnknownModel unknown -> List.of();
            case Plan.ModelNotAllowed notAllowed -> List.of();
        };
    }

    private static boolean freeFirstInEachTier(AliasRoute alias, List<DeploymentRoute> chosen) {
        for (int tier = 0; tier < alias.tiers().size(); tier++) {
            Map<List<Object>, List<Boolean>> paid = new HashMap<>();
            for (DeploymentRoute deployment : chosen) {
                if (tierOf(alias, deployment) == tier) {
                    paid.computeIfAbsent(preference(deployment), key -> new ArrayList<>())
                            .add(!isFree(deployment));
                }
            }
            if (paid.values().stream().anyMatch(it -> !it.equals(it.stream().sorted().toList()))) {
                return false;
            }
        }
        return true;
    }

    private static List<Object> preference(DeploymentRoute deployment) {
        return List.of(deployment.workspace() == null, deployment.priority());
    }

    private static int tierOf(AliasRoute alias, DeploymentRoute deployment) {
        int tier = 0;
        while (!alias.tiers().get(tier).contains(deployment.id())) {
            tier++;
        }
        return tier;
    }

    private static boolean isFree(DeploymentRoute deployment) {
        return deployment.free() || (deployment.price() != null && deployment.price().isFree());
    }
}
