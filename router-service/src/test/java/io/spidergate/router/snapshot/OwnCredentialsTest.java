package io.spidergate.router.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.vault.CredentialNotice;
import io.spidergate.contracts.vault.CredentialSettings;
import io.spidergate.contracts.vault.SpendLimit;
import io.spidergate.router.credential.Credentials;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the settings of credentials make of deployments.
class OwnCredentialsTest {

    private static final String MODEL = "llama-3.1-8b-instant";
    private static final WorkspaceId ACME = new WorkspaceId("ws_acme");

    @Test
    void whatAWorkspaceKeepsForItselfIsCountedByItselfBesideWhatIsExpectedOfAll() {
        RoutingSnapshot snapshot = snapshot(credential("a", ACME, settings(false, 10)));

        assertThat(of(snapshot, MODEL))
                .extracting(
                        d -> d.id().value(),
                        DeploymentRoute::workspace,
                        DeploymentRoute::isCallable)
                .containsExactly(
                        tuple("dep_groq:default:" + MODEL, null, false),
                        tuple("dep_groq:ws_acme/default:" + MODEL, ACME, true));
        assertThat(snapshot.quotaPools())
                .extracting(QuotaPool::account)
                .contains("ws_acme/default", "default");
    }

    @Test
    void sharedCredentialsOfOneAccountAreOneDeploymentThePreferredOneFirst() {
        DeploymentRoute one =
                of(
                                snapshot(
                                        credential("a", ACME, settings(true, 10)),
                                        credential("b", WorkspaceId.DEFAULT, settings(true, 20))),
                                MODEL)
                        .getFirst();

        assertThat(one.credentials())
                .extracting(CredentialId::value)
                .containsExactly("cred_b", "cred_a");
        assertThat(one.priority()).isEqualTo(20);
        assertThat(one.workspace()).isNull();
    }

    @Test
    void aCredentialServesOnlyTheModelsThatItIsFor() {
        RoutingSnapshot snapshot =
                snapshot(
                        credential(
                                "a",
                                ACME,
                                new CredentialSettings(
                                        false, 10, List.of("llama-3.1*"), true, null, null, null)),
                        credential(
                                "b",
                                ACME,
                                new CredentialSettings(
                                        true, 10, List.of("whatever"), true, null, null, null)));

        assertThat(own(snapshot)).containsExactly(MODEL);
        assertThat(of(snapshot, MODEL).getFirst().isCallable()).isFalse();
    }

    @Test
    void aCredentialThatIsNotForEmbeddingsDoesNotEmbed() {
        CredentialSettings chatOnly =
                new CredentialSettings(true, 10, List.of(), false, null, null, null);
        RoutingSnapshot snapshot =
                snapshot(
                        new CredentialNotice(
                                new CredentialId("cred_m"),
                                "mistral",
                                "default",
                                true,
                                1,
                                Facts.NOW,
                                1,
                                ACME,
                                chatOnly));

        assertThat(of(snapshot, "mistral-embed").getFirst().isCallable()).isFalse();
        assertThat(of(snapshot, "mistral-small-latest").getFirst().isCallable()).isTrue();
    }

    @Test
    void whatAnOwnerLimitsIsCountedBesideWhatTheProviderCounts() {
        RoutingSnapshot snapshot =
                snapshot(
                        credential(
                                "a",
                                ACME,
                                new CredentialSettings(
                                        false,
                                        10,
                                        List.of(),
                                        true,
                                        30L,
                                        500L,
                                        new SpendLimit(
                                                5_000_000_000L,
                                                SpendLimit.Period.DAY,
                                                SpendLimit.Action.BLOCK))),
                        credential("b", ACME, settings(true, 10)));

        assertThat(snapshot.quotaPools())
                .filteredOn(pool -> pool.id().equals("pool_cred_a"))
                .singleElement()
                .satisfies(pool -> {
                    assertThat(pool.account()).isEqualTo("ws_acme/default");
                    assertThat(pool.windows())
                            .containsExactly(
                                    new QuotaWindow(QuotaUnit.REQUESTS, 30, 60, QuotaReset.ROLLING),
                                    new QuotaWindow(
                                            QuotaUnit.REQUESTS,
                                            500,
                                            86_400,
                                            QuotaReset.UTC_MIDNIGHT),
                                    new QuotaWindow(
                                            QuotaUnit.MICRO_USD,
                                            5_000_000,
                                            86_400,
                                            QuotaReset.UTC_MIDNIGHT));
                });
        assertThat(snapshot.quotaPools()).noneMatch(pool -> pool.id().equals("pool_cred_b"));
    }

    private static List<String> own(RoutingSnapshot snapshot) {
        return snapshot.deployments().stream()
                .filter(d -> d.workspace() != null)
                .map(DeploymentRoute::upstreamModel)
                .toList();
    }

    private static List<DeploymentRoute> of(RoutingSnapshot snapshot, String model) {
        List<DeploymentRoute> found =
                snapshot.deployments().stream()
                        .filter(d -> List.of("groq", "mistral").contains(d.provider()))
                        .filter(d -> d.upstreamModel().equals(model))
                        .toList();
        assertThat(found).as("deployments of %s", model).isNotEmpty();
        return found;
    }

    private static RoutingSnapshot snapshot(CredentialNotice... notices) {
        Credentials credentials = Credentials.NONE;
        for (CredentialNotice notice : notices) {
            credentials = credentials.with(notice);
        }
        return SnapshotBuilder.build(Facts.of(credentials), 1, Facts.NOW);
    }

    private static CredentialSettings settings(boolean shared, int priority) {
        return new CredentialSettings(shared, priority, List.of(), true, null, null, null);
    }

    private static CredentialNotice credential(
            String name, @Nullable WorkspaceId workspace, CredentialSettings settings) {
        return new CredentialNotice(
                new CredentialId("cred_" + name),
                "groq",
                "default",
                true,
                1,
                Facts.NOW,
                1,
                workspace,
                settings);
    }
}
