package io.spidergate.routing;

import static io.spidergate.routing.Snapshots.NOW;
import static io.spidergate.routing.Snapshots.alias;
import static io.spidergate.routing.Snapshots.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.contracts.routing.Strategy;
import io.spidergate.money.TokenPrice;
import io.spidergate.routing.Exclusion.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final PlanRequest PLAIN = ask("m", List.of());

    @Test
    void ordersFreeThenByPriceThenUnpriced() {
        DeploymentRoute unpriced = priced("unpriced", null);
        DeploymentRoute dear = priced("dear", new TokenPrice(9, 9, 9));
        DeploymentRoute cheap = priced("cheap", new TokenPrice(1, 1, 1));
        DeploymentRoute free = deployment("free");

        assertThat(chosen(Strategy.FREE_FIRST, unpriced, dear, cheap, free))
                .containsExactly("free", "cheap", "dear", "unpriced");
    }

    @Test
    void whatAPlanCoversComesAfterWhatIsGivenAwayAndBeforeWhatCostsMoney() {
        DeploymentRoute paid = priced("paid", new TokenPrice(1, 1, 1));
        DeploymentRoute plan = covered(deployment("plan"));
        DeploymentRoute free = degraded(deployment("free"));

        assertThat(chosen(Strategy.FREE_FIRST, paid, plan, free))
                .containsExactly("free", "plan", "paid");
        assertThat(chosen(Strategy.CHEAPEST, paid, plan, free))
                .containsExactly("free", "plan", "paid");
        assertThat(chosen(Strategy.QUALITY_FIRST, plan, deployment("gift")))
                .as("where quality counts the order is the catalogue's")
                .containsExactly("plan", "gift");
    }

    @Test
    void prefersAHealthyFreeDeploymentToADegradedOneButBothToAPaidOne() {
        DeploymentRoute paid = priced("paid", new TokenPrice(1, 1, 1));
        DeploymentRoute degraded = degraded(deployment("degraded"));
        DeploymentRoute healthy = deployment("healthy");

        assertThat(chosen(Strategy.FREE_FIRST, paid, degraded, healthy))
                .containsExactly("healthy", "degraded", "paid");
    }

    @Test
    void keepsTheCataloguesOrderWhereQualityCounts() {
        DeploymentRoute best = priced("best", new TokenPrice(9, 9, 9));
        DeploymentRoute next = deployment("next");

        assertThat(chosen(Strategy.QUALITY_FIRST, best, next)).containsExactly("best", "next");
        assertThat(chosen(Strategy.QUALITY_FIRST, degraded(best), next))
                .containsExactly("next", "best");
    }

    @Test
    void takesTheCheapestEvenWhenItIsDegraded() {
        DeploymentRoute dear = priced("dear", new TokenPrice(9, 9, 9));
        DeploymentRoute cheap = degraded(priced("cheap", new TokenPrice(1, 1, 1)));

        assertThat(chosen(Strategy.CHEAPEST, dear, cheap)).containsExactly("cheap", "dear");
    }

    @Test
    void takesTheFastestAndTriesWhatNobodyHasMeasured() {
        DeploymentRoute slow = taking(566, deployment("slow"));
        DeploymentRoute quick = taking(200, priced("quick", new TokenPrice(9, 9, 9)));
        DeploymentRoute unknown = priced("unknown", new TokenPrice(1, 1, 1));
        DeploymentRoute degraded =
                deployment("degraded").with(DeploymentHealth.degraded("busy").taking(100));

        assertThat(chosen(Strategy.FASTEST, slow, degraded, quick, unknown))
                .containsExactly("unknown", "quick", "slow", "degraded");
    }

    @Test
    void takesAnOutlierAfterItsLikes() {
        DeploymentRoute outlier = taking(3_200, priced("outlier", new TokenPrice(1, 1, 1)));
        DeploymentRoute a = taking(400, priced("a", new TokenPrice(2, 2, 2)));
        DeploymentRoute b = taking(800, priced("b", new TokenPrice(3, 3, 3)));
        DeploymentRoute c = taking(800, priced("c", new TokenPrice(4, 4, 4)));

        assertThat(chosen(Strategy.FREE_FIRST, outlier, a, b, c))
                .containsExactly("a", "b", "c", "outlier");
        assertThat(chosen(Strategy.FREE_FIRST, outlier, a))
                .as("two tell nothing of what is usual")
                .containsExactly("outlier", "a");
    }

    private static DeploymentRoute taking(int ms, DeploymentRoute deployment) {
        return deployment.with(DeploymentHealth.HEALTHY.taking(ms));
    }

    @Test
    void saysUntilWhenADeploymentCools() {
        DeploymentRoute cooling =
                deployment("a")
                        .with(DeploymentHealth.cooling(NOW.plusSeconds(30), "overloaded", null));
        RoutingTable table = RoutingTable.compile(Snapshots.of(List.of(cooling)));

        assertThat(Planner.plan(table, PLAIN, Cooldowns.NONE, Quotas.UNCOUNTED, NOW))
                .isEqualTo(
                        new Plan.NothingQualifies(
                                null,
                                List.of(
                                        new Exclusion(
                                                cooling,
                                                Reason.COOLING,
                                                "until 2026-11-22T12:00:30Z: overloaded",
                                                NOW.plusSeconds(30)))));
        assertThat(
                        Planner.plan(
                                table,
                                PLAIN,
                                Cooldowns.NONE,
                                Quotas.UNCOUNTED,
                                NOW.plusSeconds(30)))
                .isInstanceOf(Plan.Chain.class);
    }

    @Test
    void leavesTheFirstTryAfterACooldownToOneGateway() {
        DeploymentRoute cooling =
                deployment("a").with(DeploymentHealth.cooling(NOW, "overloaded", "gw_2"));
        RoutingTable table = RoutingTable.compile(Snapshots.of(List.of(cooling)));

        assertThat(planOf(table, "gw_1", NOW)).isInstanceOf(Plan.NothingQualifies.class);
        assertThat(planOf(table, "gw_2", NOW)).isInstanceOf(Plan.Chain.class);
        assertThat(planOf(table, "gw_1", NOW.plus(DeploymentHealth.PROBE_PATIENCE)))
                .isInstanceOf(Plan.Chain.class);
    }

    private static Plan planOf(RoutingTable table, String gateway, Instant now) {
        Cooldowns asking =
                new Cooldowns() {
                    @Override
                    public CoolingDeployment cooling(DeploymentId deployment, Instant at) {
                        return null;
                    }

                    @Override
                    public String gateway() {
                        return gateway;
                    }
                };
        return Planner.plan(table, PLAIN, asking, Quotas.UNCOUNTED, now);
    }

    @Test
    void anAliasMayWantMoreContextThanTheRequest() {
        AliasRoute wanting =
                new AliasRoute(
                        "task",
                        "long ones",
                        Strategy.FREE_FIRST,
                        null,
                        Set.of(),
                        8_001,
                        false,
                        false,
                        false,
                        null,
                        null,
                        List.of(List.of(deployment("a").id())));
        RoutingTable table = RoutingTable.compile(Snapshots.of(List.of(deployment("a")), wanting));

        Plan plan =
                Planner.plan(table, ask("task", List.of()), Cooldowns.NONE, Quotas.UNCOUNTED, NOW);

        assertThat(((Plan.NothingQualifies) plan).exclusions())
                .singleElement()
                .extracting(Exclusion::detail)
                .isEqualTo("context of 8000 tokens, 8001 needed");
        assertThat(Planner.plan(table, ask("m", List.of()), Cooldowns.NONE, Quotas.UNCOUNTED, NOW))
                .isInstanceOf(Plan.Chain.class);
    }

    @Test
    void namesWhatADeploymentCannotDo() {
        RoutingTable table = RoutingTable.compile(Snapshots.of(List.of(deployment("a"))));
        PlanRequest request =
                new PlanRequest(
                        WorkspaceId.DEFAULT,
                        "m",
                        Set.of(Capability.VISION, Capability.FUNCTION_CALLING),
                        1,
                        0,
                        Spending.PAID_OK,
                        List.of());

        assertThat(Planner.plan(table, request, Cooldowns.NONE, Quotas.UNCOUNTED, NOW))
                .isEqualTo(
                        new Plan.NothingQualifies(
                                null,
                                List.of(
                                        new Exclusion(
                                                deployment("a"),
                                                Reason.LACKS_CAPABILITY,
                                                "cannot do function_calling, vision"))));
    }

    @Test
    void leavesRoomForTheAnswerInTheContext() {
        assertThat(
                        reasonOf(
                                new PlanRequest(
                                        WorkspaceId.DEFAULT,
                                        "m",
                                        Set.of(),
                                        7_000,
                                        1_001,
                                        Spending.PAID_OK,
                                        List.of())))
                .isEqualTo("context of 8000 tokens, 8001 needed");
        assertThat(
                        reasonOf(
                                new PlanRequest(
                                        WorkspaceId.DEFAULT,
                                        "m",
                                        Set.of(),
                                        1,
                                        4_001,
                                        Spending.PAID_OK,
                                        List.of())))
                .isEqualTo("at most 4000 output tokens, 4001 asked for");
    }

    @Test
    void tellsAnUnknownModelFromAForbiddenOne() {
        RoutingTable table = RoutingTable.compile(Snapshots.of(List.of(deployment("a"))));

        assertThat(
                        Planner.plan(
                                table,
                                ask("nope", List.of("m")),
                                Cooldowns.NONE,
                                Quotas.UNCOUNTED,
                                NOW))
                .isEqualTo(new Plan.UnknownModel("nope"));
        assertThat(
                        Planner.plan(
                                table,
                                ask("m", List.of("x/*")),
                                Cooldowns.NONE,
                                Quotas.UNCOUNTED,
                                NOW))
                .isEqualTo(new Plan.ModelNotAllowed("m"));
    }

    @Test
    void allowsByExactNameOrByPrefix() {
        RoutingTable table =
                RoutingTable.compile(
                        Snapshots.of(
                                List.of(deployment("a")),
                                alias("spideriq/coding", Strategy.FREE_FIRST, List.of())));

        for (String pattern : List.of("*", "spideriq/*", "spideriq/coding")) {
            assertThat(
                            Planner.plan(
                                    table,
                                    ask("spideriq/coding", List.of(pattern)),
                                    Cooldowns.NONE,
                                    Quotas.UNCOUNTED,
                                    NOW))
                    .isEqualTo(new Plan.NothingQualifies("spideriq/coding", List.of()));
        }
    }

    @Test
    void reasonsHaveStableCodes() {
        assertThat(List.of(Reason.values()).stream().map(Reason::code))
                .containsExactly(
                        "lacks_capability",
                        "context_too_small",
                        "output_too_small",
                        "not_free",
                        "trains_on_data",
                        "no_credential",
                        "cooling",
                        "quota_empty",
                        "quota_too_small");
    }

    private static String reasonOf(PlanRequest request) {
        RoutingTable table = RoutingTable.compile(Snapshots.of(List.of(deployment("a"))));
        Plan plan = Planner.plan(table, request, Cooldowns.NONE, Quotas.UNCOUNTED, NOW);
        return ((Plan.NothingQualifies) plan).exclusions().getFirst().detail();
    }

    private static List<String> chosen(Strategy strategy, DeploymentRoute... deployments) {
        List<DeploymentId> ids = List.of(deployments).stream().map(DeploymentRoute::id).toList();
        RoutingTable table =
                RoutingTable.compile(
                        Snapshots.of(List.of(deployments), alias("task", strategy, List.of(ids))));
        Plan plan =
                Planner.plan(table, ask("task", List.of()), Cooldowns.NONE, Quotas.UNCOUNTED, NOW);
        return ((Plan.Chain) plan)
                .candidates().stream().map(c -> c.deployment().upstreamModel()).toList();
    }

    private static PlanRequest ask(String model, List<String> allowed) {
        return new PlanRequest(
                WorkspaceId.DEFAULT,
                model,
                Set.of(Capability.CHAT),
                10,
                0,
                Spending.PAID_OK,
                allowed);
    }

    private static DeploymentRoute priced(String model, TokenPrice price) {
        return changed(deployment(model), false, false, price);
    }

    private static DeploymentRoute covered(DeploymentRoute route) {
        return changed(route, true, true, null);
    }

    private static DeploymentRoute changed(
            DeploymentRoute d, boolean free, boolean subscription, @Nullable TokenPrice price) {
        return new DeploymentRoute(
                d.id(),
                d.provider(),
                d.account(),
                d.upstreamModel(),
                d.displayName(),
                d.capabilities(),
                d.contextWindow(),
                d.maxOutputTokens(),
                d.dialect(),
                d.maySeeTraining(),
                free,
                subscription,
                price,
                null,
                d.quotaPool(),
                d.credentialRequired(),
                d.workspace(),
                d.priority(),
                d.credentials(),
                d.health());
    }

    private static DeploymentRoute degraded(DeploymentRoute deployment) {
        return deployment.with(DeploymentHealth.degraded("timeout"));
    }
}
