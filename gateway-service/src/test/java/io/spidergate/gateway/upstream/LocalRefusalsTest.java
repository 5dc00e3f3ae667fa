package io.spidergate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.LackingCapability;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalRefusalsTest {

    private static final Instant T0 = Instant.parse("2026-11-27T12:00:00Z");
    private static final DeploymentId A = new DeploymentId("dep_groq:default:a");
    private static final Set<Capability> TOOLS = Set.of(Capability.FUNCTION_CALLING);
    private static final Set<Capability> BOTH =
            Set.of(Capability.FUNCTION_CALLING, Capability.VISION);

    private final LocalRefusals refusals = new LocalRefusals("gw_1");

    @Test
    void whatWasRefusedIsNotAskedForUntilTheRouterHasSpoken() {
        refusals.refused(A, Capability.FUNCTION_CALLING, T0);

        assertThat(refusals.refusing(A, TOOLS, T0.plusSeconds(59)))
                .isEqualTo(
                        new LackingCapability(
                                Capability.FUNCTION_CALLING, T0, T0.plusSeconds(60), "gw_1"));
        assertThat(refusals.refusing(A, TOOLS, T0.plusSeconds(60))).isNull();
        assertThat(refusals.refusing(A, Set.of(Capability.VISION), T0)).isNull();
        assertThat(refusals.refusing(new DeploymentId("dep_groq:work:a"), TOOLS, T0)).isNull();
    }

    @Test
    void afterItsTimeOneRequestTriesForAll() {
        refusals.refused(A, Capability.FUNCTION_CALLING, T0);
        Instant later = T0.plusSeconds(60);

        assertThat(begins(BOTH, later)).isTrue();
        assertThat(begins(TOOLS, later)).isFalse();
        assertThat(refusals.refusing(A, TOOLS, later)).isNotNull();
        assertThat(begins(Set.of(Capability.REASONING), later)).isTrue();
        refusals.ended(A, BOTH);
        assertThat(begins(TOOLS, later)).isTrue();
    }

    @Test
    void aTryThatNeverEndsStandsInNobodysWay() {
        refusals.refused(A, Capability.FUNCTION_CALLING, T0);
        Instant later = T0.plusSeconds(60);

        assertThat(begins(TOOLS, later)).isTrue();
        assertThat(begins(TOOLS, later.plusSeconds(29))).isFalse();
        assertThat(begins(TOOLS, later.plusSeconds(30))).isTrue();
    }

    @Test
    void whatTheRouterTellsOfIsTriedByOneRequestAsWell() {
        DeploymentHealth health =
                DeploymentHealth.HEALTHY.lacking(
                        List.of(
                                new LackingCapability(
                                        Capability.FUNCTION_CALLING, T0, T0, "gw_1")));

        assertThat(refusals.begins(A, TOOLS, health, T0)).isTrue();
        assertThat(refusals.begins(A, TOOLS, health, T0)).isFalse();
        assertThat(refusals.begins(A, Set.of(), health, T0)).isTrue();
    }

    @Test
    void oneThatMayNotBeginHoldsNobodyBack() {
        refusals.refused(A, Capability.FUNCTION_CALLING, T0);
        refusals.refused(A, Capability.VISION, T0);
        Instant later = T0.plusSeconds(60);
        assertThat(begins(Set.of(Capability.VISION), later)).isTrue();

        assertThat(begins(BOTH, later)).isFalse();
        assertThat(begins(TOOLS, later)).isTrue();
    }

    @Test
    void aSuccessGivesItBackAndOneRefusalDoesNotTakeItAgain() {
        refusals.refused(A, Capability.FUNCTION_CALLING, T0);
        refusals.served(A, TOOLS, T0.plusSeconds(1));
        assertThat(refusals.refusing(A, TOOLS, T0.plusSeconds(2))).isNull();

        refusals.refused(A, Capability.FUNCTION_CALLING, T0.plusSeconds(3));
        assertThat(refusals.refusing(A, TOOLS, T0.plusSeconds(4))).isNull();
        refusals.refused(A, Capability.FUNCTION_CALLING, T0.plusSeconds(5));
        assertThat(refusals.refusing(A, TOOLS, T0.plusSeconds(6))).isNotNull();
    }

    private boolean begins(Set<Capability> uses, Instant now) {
        return refusals.begins(A, uses, DeploymentHealth.HEALTHY, now);
    }
}
