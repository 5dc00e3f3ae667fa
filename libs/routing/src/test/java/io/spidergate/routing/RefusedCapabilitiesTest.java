package io.spidergate.routing;

import static io.spidergate.routing.Snapshots.NOW;
import static io.spidergate.routing.Snapshots.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.LackingCapability;
import io.spidergate.contracts.routing.RoutingHealth;
import io.spidergate.contracts.routing.Spending;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a deployment has refused is not asked of it again, whatever the catalogue says.
class RefusedCapabilitiesTest {

    private static final Instant UNTIL = NOW.plusSeconds(600);
    private static final LackingCapability NO_REASONING =
            new LackingCapability(Capability.REASONING, NOW.minusSeconds(5), UNTIL, "gw_2");
    private static final RoutingTable TABLE =
            RoutingTable.compile(Snapshots.of(List.of(deployment("a"))))
                    .with(
                            new RoutingHealth(
                                    1,
                                    NOW,
                                    List.of(
                                            new RoutingHealth.Standing(
                                                    deployment("a").id(),
                                                    DeploymentHealth.HEALTHY.lacking(
                                                            List.of(NO_REASONING))))));

    @Test
    void isPassedOverWithTheWordThatItWasMeasured() {
        Plan plan = plan(Set.of(Capability.REASONING), "gw_1", NOW, null);

        assertThat(((Plan.NothingQualifies) plan).exclusions())
                .containsExactly(
                        new Exclusion(
                                deployment("a")
                                        .with(TABLE.deployment(deployment("a").id()).health()),
                                Exclusion.Reason.LACKS_CAPABILITY,
                                "refused reasoning, measured 2026-11-22T11:59:55Z; asked again"
                                        + " after 2026-11-22T12:10:00Z"));
    }

    @Test
    void servesWhatDoesNotMakeUseOfIt() {
        assertThat(plan(Set.of(), "gw_1", NOW, null)).isInstanceOf(Plan.Chain.class);
        assertThat(plan(Set.of(Capability.ASSISTANT_PREFILL), "gw_1", NOW, null))
                .as("most models take no notice of what they do not know")
                .isInstanceOf(Plan.Chain.class);
    }

    @Test
    void theGatewayThatWasRefusedAsksAgainFirst() {
        Set<Capability> uses = Set.of(Capability.REASONING);

        assertThat(plan(uses, "gw_2", UNTIL.minusMillis(1), null))
                .isInstanceOf(Plan.NothingQualifies.class);
        assertThat(plan(uses, "gw_2", UNTIL, null)).isInstanceOf(Plan.Chain.class);
        assertThat(plan(uses, "gw_1", UNTIL, null)).isInstanceOf(Plan.NothingQualifies.class);
        assertThat(plan(uses, "gw_1", UNTIL.plus(DeploymentHealth.PROBE_PATIENCE), null))
                .isInstanceOf(Plan.Chain.class);
    }

    @Test
    void whatThisGatewayWasJustToldCountsBeforeTheRouterHasHeard() {
        LackingCapability lately =
                new LackingCapability(Capability.ASSISTANT_PREFILL, NOW, UNTIL, "gw_1");

        assertThat(plan(Set.of(Capability.ASSISTANT_PREFILL), "gw_1", NOW, lately))
                .isInstanceOf(Plan.NothingQualifies.class);
    }

    @Test
    void whatSomebodyHasHadForgottenDoesNotCount() {
        RoutingTable reset =
                TABLE.with(
                        new RoutingHealth(
                                2,
                                NOW,
                                List.of(
                                        new RoutingHealth.Standing(
                                                deployment("a").id(),
                                                DeploymentHealth.HEALTHY.besides(
                                                        NOW, null, List.of())))));
        LackingCapability before =
                new LackingCapability(Capability.REASONING, NOW.minusSeconds(1), UNTIL, "gw_1");

        assertThat(plan(reset, Set.of(Capability.REASONING), "gw_1", NOW, before))
                .isInstanceOf(Plan.Chain.class);
    }

    private static Plan plan(
            Set<Capability> uses, String gateway, Instant now, LackingCapability lately) {
        return plan(TABLE, uses, gateway, now, lately);
    }

    private static Plan plan(
            RoutingTable table,
            Set<Capability> uses,
            String gateway,
            Instant now,
            LackingCapability lately) {
        PlanRequest request =
                new PlanRequest(
                        WorkspaceId.DEFAULT,
                        "m",
                        Set.of(),
                        1,
                        0,
                        Spending.PAID_OK,
                        List.of(),
                        Affinity.NONE,
                        0,
                        uses);
        return Planner.plan(table, request, new Asking(gateway, lately), Quotas.UNCOUNTED, now);
    }

    /// @param lately what this gateway was refused; null where nothing was
    private record Asking(String gateway, LackingCapability lately) implements Cooldowns {

        @Override
        public CoolingDeployment cooling(DeploymentId deployment, Instant now) {
            return null;
        }

        @Override
        public LackingCapability refusing(
                DeploymentId deployment, Set<Capability> uses, Instant now) {
            return lately;
        }
    }
}
