package io.spidergate.routing;

import static io.spidergate.routing.Snapshots.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ModelRoute;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.RoutingHealth;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.contracts.routing.Strategy;
import io.spidergate.routing.Exclusion.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Deployments of workspaces, of preferred credentials, and of limited ones.
class OwnDeploymentsTest {

    private static final WorkspaceId ACME = new WorkspaceId("ws_acme");
    private static final Instant LATER = NOW.plusSeconds(40);

    @Test
    void eachWorkspaceSeesItsOwnFirstAndWhatIsForAll() {
        RoutingTable table = table(route("shared", null, 10), route("acme", ACME, 10));

        assertThat(served(table, ACME)).containsExactly("acme", "shared");
        assertThat(served(table, WorkspaceId.DEFAULT)).containsExactly("shared");
        assertThat(table.hasOwnOf(ACME)).isTrue();
        assertThat(table.hasOwnOf(WorkspaceId.DEFAULT)).isFalse();
    }

    @Test
    void anAliasOfAWorkspaceHasItsOwnDeploymentsAloneAndIsNothingToOthers() {
        DeploymentRoute shared = route("shared", null, 10);
        DeploymentRoute acme = route("acme", ACME, 10);
        RoutingTable table =
                RoutingTable.compile(
                        Snapshots.of(List.of(shared, acme), ofAcme(shared.id(), acme.id())));

        assertThat(candidates(plan(table, asking("client:acme/x", ACME), Quotas.UNCOUNTED)))
                .containsExactly("acme");
        assertThat(plan(table, asking("client:acme/x", Snapshots.OTHER), Quotas.UNCOUNTED))
                .isEqualTo(new Plan.UnknownModel("client:acme/x"));
        RoutingTable without =
                RoutingTable.compile(Snapshots.of(List.of(shared), ofAcme(shared.id())));
        assertThat(plan(without, asking("client:acme/x", ACME), Quotas.UNCOUNTED))
                .isEqualTo(new Plan.NothingQualifies("client:acme/x", List.of()));
    }

    private static AliasRoute ofAcme(DeploymentId... tier) {
        return Snapshots.alias("client:acme/x", Strategy.FREE_FIRST, List.of(List.of(tier)));
    }

    @Test
    void whatItsOwnerPrefersComesFirst() {
        assertThat(served(table(route("a", null, 10), route("b", null, 20)), ACME))
                .containsExactly("b", "a");
    }

    @Test
    void aChainThatWasMadeBeforeHearsOfHealth() {
        RoutingTable table = table(route("shared", null, 10), route("acme", ACME, 10));
        assertThat(served(table, ACME)).hasSize(2);

        RoutingTable cooling =
                table.with(
                        new RoutingHealth(
                                8,
                                NOW,
                                List.of(
                                        new RoutingHealth.Standing(
                                                route("acme", ACME, 10).id(),
                                                DeploymentHealth.cooling(LATER, "busy", null)))));

        assertThat(served(cooling, ACME)).containsExactly("shared");
        assertThat(cooling.health().version()).isEqualTo(8);
        assertThat(served(cooling.with(new RoutingHealth(9, NOW, List.of())), ACME))
                .containsExactly("acme", "shared");
    }

    @Test
    void theHealthOfASnapshotIsToldOfThoseThatAreNotWell() {
        DeploymentRoute ill =
                route("ill", null, 10).with(DeploymentHealth.cooling(LATER, "busy", null));

        assertThat(table(route("well", null, 10), ill).health().standings())
                .containsExactly(new RoutingHealth.Standing(ill.id(), ill.health()));
    }

    @Test
    void oneCredentialThatMayServeIsEnough() {
        DeploymentRoute two = withCredentials(route("a", null, 10), "cred_1", "cred_2");
        RoutingTable table = limited(two, "cred_1", "cred_2");

        assertThat(plan(table, ACME, spent("pool_cred_1"))).isInstanceOf(Plan.Chain.class);
        assertThat(plan(limited(two, "cred_1"), ACME, spent("pool_cred_1")))
                .isInstanceOf(Plan.Chain.class);
    }

    @Test
    void whereNoneMayThePlanSaysUntilWhen() {
        DeploymentRoute two = withCredentials(route("a", null, 10), "cred_1", "cred_2");

        Plan plan =
                plan(limited(two, "cred_1", "cred_2"), ACME, spent("pool_cred_1", "pool_cred_2"));

        assertThat(((Plan.NothingQualifies) plan).exclusions())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.reason()).isEqualTo(Reason.QUOTA_EMPTY);
                    assertThat(it.until()).isEqualTo(LATER);
                });
    }

    @Test
    void aRequestThatFillsTheWindowExactlyFits() {
        RoutingTable table = table(route("a", null, 10));

        assertThat(plan(table, asking(4_000, 4_000), Quotas.UNCOUNTED))
                .isInstanceOf(Plan.Chain.class);
        assertThat(plan(table, asking(4_001, 4_000), Quotas.UNCOUNTED))
                .isInstanceOf(Plan.NothingQualifies.class);
        assertThat(plan(table, asking(1, 4_001), Quotas.UNCOUNTED))
                .isInstanceOf(Plan.NothingQualifies.class);
    }

    private static Quotas spent(String... pools) {
        return new Quotas() {
            @Override
            public @Nullable Shortage shortage(QuotaPool pool, long tokens, Instant now) {
                return List.of(pools).contains(pool.id()) ? new Shortage(LATER, "used") : null;
            }

            @Override
            public double slack(QuotaPool pool) {
                return FULL;
            }
        };
    }

    private static List<String> served(RoutingTable table, WorkspaceId workspace) {
        return candidates(plan(table, workspace, Quotas.UNCOUNTED));
    }

    private static List<String> candidates(Plan plan) {
        return ((Plan.Chain) plan)
                .candidates().stream().map(it -> it.deployment().upstreamModel()).toList();
    }

    private static Plan plan(RoutingTable table, WorkspaceId workspace, Quotas quotas) {
        return plan(table, asking("m", workspace), quotas);
    }

    private static PlanRequest asking(String model, WorkspaceId workspace) {
        return new PlanRequest(
                workspace, model, Set.of(Capability.CHAT), 10, 0, Spending.PAID_OK, List.of());
    }

    private static Plan plan(RoutingTable table, PlanRequest request, Quotas quotas) {
        return Planner.plan(table, request, Cooldowns.NONE, quotas, NOW);
    }

    private static PlanRequest asking(long prompt, int most) {
        return new PlanRequest(
                ACME, "m", Set.of(Capability.CHAT), prompt, most, Spending.PAID_OK, List.of());
    }

    private static RoutingTable table(DeploymentRoute... routes) {
        return RoutingTable.compile(Snapshots.of(List.of(routes)));
    }

    private static RoutingTable limited(DeploymentRoute route, String... credentials) {
        RoutingSnapshot plain = Snapshots.of(List.of(route));
        List<QuotaPool> pools = new ArrayList<>(plain.quotaPools());
        for (String credential : credentials) {
            pools.add(
                    new QuotaPool(
                            QuotaPool.idOf(new CredentialId(credential)),
                            "open",
                            "default",
                            null,
                            false,
                            Snapshots.pool(1).windows()));
        }
        List<ModelRoute> models = plain.models();
        return RoutingTable.compile(
                new RoutingSnapshot(
                        7,
                        NOW,
                        plain.providers(),
                        plain.deployments(),
                        pools,
                        models,
                        List.of(),
                        0));
    }

    private static DeploymentRoute route(
            String model, @Nullable WorkspaceId workspace, int priority) {
        DeploymentRoute route = Snapshots.deployment(model);
        return with(route, workspace, priority, route.credentials());
    }

    private static DeploymentRoute withCredentials(DeploymentRoute route, String... credentials) {
        return with(
                route,
                route.workspace(),
                route.priority(),
                List.of(credentials).stream().map(CredentialId::new).toList());
    }

    private static DeploymentRoute with(
            DeploymentRoute route,
            @Nullable WorkspaceId workspace,
            int priority,
            List<CredentialId> credentials) {
        return new DeploymentRoute(
                route.id(),
                route.provider(),
                route.account(),
                route.upstreamModel(),
                route.displayName(),
                route.capabilities(),
                route.contextWindow(),
                route.maxOutputTokens(),
                route.dialect(),
                route.maySeeTraining(),
                route.free(),
                route.subscription(),
                route.price(),
                route.listPrice(),
                route.quotaPool(),
                route.credentialRequired(),
                workspace,
                priority,
                credentials,
                route.health());
    }
}
