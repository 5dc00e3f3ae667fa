package io.spidergate.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.Deadlines;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.routing.Strategy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirstAliasTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final DeploymentId DISCREET = new DeploymentId("dep_discreet:default:m");
    private static final DeploymentId CURIOUS = new DeploymentId("dep_curious:default:m");

    @Test
    void theBestAliasIsNamedWhereItCanServe() {
        assertThat(FirstAlias.of(pool(List.of(DISCREET, CURIOUS)), NOW))
                .isEqualTo(new FirstAlias("spideriq/coding", ""));
    }

    @Test
    void withOnlyAKeyOfAProviderThatTrainsTheNextAliasThatAllowsItIsNamedAndSaysWhy() {
        assertThat(FirstAlias.of(pool(List.of(CURIOUS)), NOW))
                .isEqualTo(
                        new FirstAlias(
                                "spideriq/fast",
                                "spideriq/coding is not served by the keys at hand: Curious may"
                                        + " train on the data."));
    }

    @Test
    void withoutAnyKeyTheBestAliasIsNamedAndSaysThatNothingServesYet() {
        assertThat(FirstAlias.of(pool(List.of()), NOW))
                .isEqualTo(
                        new FirstAlias(
                                "spideriq/coding",
                                "No provider can serve it yet: './spidergate provider add' brings"
                                        + " one."));
    }

    @Test
    void aCatalogueWithoutTheseAliasesIsNoFailure() {
        RoutingSnapshot pool = pool(List.of(DISCREET));
        RoutingSnapshot bare =
                new RoutingSnapshot(
                        1,
                        NOW,
                        pool.providers(),
                        pool.deployments(),
                        List.of(),
                        List.of(),
                        List.of(),
                        0);

        assertThat(FirstAlias.of(bare, NOW).alias()).isEqualTo("spideriq/coding");
    }

    /// @param keyed deployments that have a credential
    private static RoutingSnapshot pool(List<DeploymentId> keyed) {
        return new RoutingSnapshot(
                7,
                NOW,
                List.of(
                        provider("discreet", "Discreet", false),
                        provider("curious", "Curious", true)),
                List.of(
                        deployment(DISCREET, "discreet", keyed.contains(DISCREET)),
                        deployment(CURIOUS, "curious", keyed.contains(CURIOUS))),
                List.of(),
                List.of(),
                List.of(
                        alias("spideriq/free", true),
                        alias("spideriq/fast", true),
                        alias("spideriq/coding", false),
                        alias("spideriq/chat", false)),
                0);
    }

    private static ProviderRoute provider(String id, String name, boolean trains) {
        return new ProviderRoute(
                id,
                name,
                URI.create("https://" + id + ".example/v1"),
                Dialect.OPENAI,
                AuthScheme.BEARER,
                false,
                trains,
                null,
                List.of(),
                List.of(),
                Deadlines.DEFAULT);
    }

    private static DeploymentRoute deployment(DeploymentId id, String provider, boolean keyed) {
        return new DeploymentRoute(
                id,
                provider,
                "default",
                "m",
                "m",
                Set.of(Capability.CHAT),
                8_000,
                4_000,
                null,
                null,
                true,
                false,
                null,
                null,
                null,
                true,
                null,
                10,
                keyed ? List.of(new CredentialId("cred_1")) : List.of(),
                DeploymentHealth.HEALTHY);
    }

    private static AliasRoute alias(String name, boolean allowTraining) {
        return new AliasRoute(
                name,
                "a task",
                Strategy.FREE_FIRST,
                null,
                Set.of(Capability.CHAT),
                0,
                allowTraining,
                false,
                false,
                null,
                null,
                List.of(List.of(DISCREET, CURIOUS)));
    }
}
