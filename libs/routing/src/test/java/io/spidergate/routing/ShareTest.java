package io.spidergate.routing;

import static io.spidergate.routing.Snapshots.NOW;
import static io.spidergate.routing.Snapshots.alias;
import static io.spidergate.routing.Snapshots.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AliasShare;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.RoutingHealth;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.contracts.routing.Strategy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A share of an alias's conversations asks another model first, and nothing else changes for them.
class ShareTest {

    private static final WorkspaceId ACME = new WorkspaceId("ws_acme");
    private static final DeploymentRoute STEADY = deployment("steady");
    private static final DeploymentRoute CANARY = deployment("canary");

    @Test
    void sharesGetWhatTheyAreToGet() {
        RoutingTable table = table(share("canary", 5, null), share("other", 20, null));
        Map<String, Integer> first = new HashMap<>();
        Random random = new Random(3);
        for (int conversation = 0; conversation < 40_000; conversation++) {
            first.merge(first(table, WorkspaceId.DEFAULT, random.nextLong()), 1, Integer::sum);
        }
        assertThat(first.get("canary") / 400.0).isCloseTo(5, within(0.5));
        assertThat(first.get("other") / 400.0).isCloseTo(20, within(1.0));
        assertThat(first.get("steady") / 400.0).isCloseTo(75, within(1.0));
    }

    @Test
    void whatIsDrawnIsAskedFirstAndTheChainStandsBehindIt() {
        Plan.Chain plan = plan(table(share("canary", 100, null)), WorkspaceId.DEFAULT, 7);
        assertThat(plan.share()).isEqualTo("open/canary");
        assertThat(names(plan)).containsExactly("canary", "steady");
    }

    @Test
    void whatIsNotDrawnDoesNotEvenKnowOfIt() {
        Plan.Chain plan = plan(table(share("canary", 100, null)), WorkspaceId.DEFAULT, 0);
        assertThat(plan.share()).isNull();
        assertThat(names(plan)).containsExactly("steady");
    }

    @Test
    void theSameLotAlwaysDrawsTheSame() {
        RoutingTable table = table(share("canary", 50, null));
        for (long lot = 1; lot < 200; lot++) {
            assertThat(first(table, WorkspaceId.DEFAULT, lot))
                    .isEqualTo(first(table, WorkspaceId.DEFAULT, lot));
        }
    }

    @Test
    void aWorkspaceWithSharesToItselfHasNoOthers() {
        RoutingTable table = table(share("canary", 100, ACME), share("other", 100, null));
        assertThat(first(table, ACME, 7)).isEqualTo("canary");
        assertThat(first(table, WorkspaceId.DEFAULT, 7)).isEqualTo("other");
        assertThat(table.hasOwnOf(ACME)).as("it has no deployments to itself").isFalse();
    }

    @Test
    void aShareThatEndedDrawsNoneAndItsPlaceGoesToTheChain() {
        AliasShare ended =
                new AliasShare("open/canary", null, 50, 10, List.of(CANARY.id()), Instant.EPOCH);
        AliasShare nobodys = new AliasShare("open/gone", null, 50, null, List.of(), null);
        RoutingTable table = table(ended, nobodys);
        for (long lot = 1; lot < 200; lot++) {
            assertThat(first(table, WorkspaceId.DEFAULT, lot)).isEqualTo("steady");
        }
    }

    @Test
    void whatTheModelCannotServeTheChainDoesAndSaysWhy() {
        RoutingTable table = table(share("canary", 100, null));
        RoutingTable cooling =
                table.with(
                        new RoutingHealth(
                                1,
                                NOW,
                                List.of(
                                        new RoutingHealth.Standing(
                                                CANARY.id(),
                                                DeploymentHealth.cooling(
                                                        NOW.plusSeconds(9), "timeout", null)))));
        Plan.Chain plan = plan(cooling, WorkspaceId.DEFAULT, 7);
        assertThat(names(plan)).containsExactly("steady");
        assertThat(plan.exclusions())
                .singleElement()
                .satisfies(it -> assertThat(it.deployment().id()).isEqualTo(CANARY.id()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.009, 100.01, Double.NaN, -1})
    void aShareIsAPartOfAHundred(double percent) {
        assertThatThrownBy(() -> share("canary", percent, null))
                .hasMessageContaining("percent must be from 0.01 to 100");
    }

    private static String first(RoutingTable table, WorkspaceId workspace, long lot) {
        return names(plan(table, workspace, lot)).getFirst();
    }

    private static List<String> names(Plan.Chain plan) {
        return plan.candidates().stream().map(it -> it.deployment().upstreamModel()).toList();
    }

    private static Plan.Chain plan(RoutingTable table, WorkspaceId workspace, long lot) {
        PlanRequest request =
                new PlanRequest(
                        workspace,
                        "task",
                        Set.of(Capability.CHAT),
                        10,
                        0,
                        Spending.PAID_OK,
                        List.of(),
                        Affinity.NONE,
                        lot);
        return (Plan.Chain) Planner.plan(table, request, Cooldowns.NONE, Quotas.UNCOUNTED, NOW);
    }

    private static RoutingTable table(AliasShare... shares) {
        List<DeploymentId> tier = List.of(STEADY.id());
        return RoutingTable.compile(
                Snapshots.of(
                        List.of(STEADY, CANARY, deployment("other")),
                        alias("task", Strategy.FREE_FIRST, List.of(tier)).with(List.of(shares))));
    }

    private static AliasShare share(String model, double percent, WorkspaceId workspace) {
        return new AliasShare(
                "open/" + model, workspace, percent, null, List.of(deployment(model).id()), null);
    }
}
