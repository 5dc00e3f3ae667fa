package io.spidergate.router.snapshot;

import static io.spidergate.router.RunningRouter.LOCAL;
import static io.spidergate.router.RunningRouter.PROVIDERS;
import static io.spidergate.router.RunningRouter.as;
import static io.spidergate.router.RunningRouter.deployment;
import static io.spidergate.router.RunningRouter.hasDeployment;
import static io.spidergate.router.RunningRouter.hasSimulator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.vault.CredentialNotice;
import io.spidergate.router.OnPostgresAndKafka;
import io.spidergate.router.RunningRouter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What happens on topics is in the snapshot that every gateway gets.
@QuarkusTest
@OnPostgresAndKafka
class PublishedSnapshotTest {

    private static final String COOLDOWNS = "/internal/router/v1/cooldowns";

    @Inject RunningRouter router;

    @BeforeEach
    void isReady() {
        router.awaitReadiness();
    }

    @Test
    void aCredentialMakesDeploymentsCallableAndItsTombstoneUndoesIt() throws Exception {
        CredentialId id = new CredentialId("cred_of_mistral");
        router.tell(
                Topics.CREDENTIALS,
                id.value(),
                new CredentialNotice(
                        id, "mistral", "default", true, 1, Instant.now(), 1, null, null));
        router.awaitSnapshot(s ->
                deployment(s, "dep_mistral:default:codestral-latest").isCallable()
                        && !hasSimulator(s));

        router.tell(Topics.CREDENTIALS, id.value(), null);
        router.awaitSnapshot(s ->
                !deployment(s, "dep_mistral:default:codestral-latest").isCallable()
                        && hasSimulator(s));
    }

    @Test
    void aFailedAttemptCoolsADeploymentForEveryGateway() throws Exception {
        String deployment = "dep_xai:default:grok-4.5";
        router.tell(Topics.REQUEST_EVENTS, "req_1", event(deployment, "OVERLOADED"));
        router.awaitSnapshot(s -> health(s, deployment) == DeploymentHealth.State.COOLING);

        router.tell(Topics.REQUEST_EVENTS, "req_2", event(deployment, null));
        router.awaitSnapshot(s -> health(s, deployment) == DeploymentHealth.State.HEALTHY);
    }

    @Test
    void somebodyCanEndACooldown() throws Exception {
        String deployment = "dep_xai:default:grok-4.3";
        router.tell(Topics.REQUEST_EVENTS, "req_5", event(deployment, "MODEL_GONE"));
        router.awaitSnapshot(s -> health(s, deployment) == DeploymentHealth.State.COOLING);
        as(ServiceName.DASHBOARD)
                .get(COOLDOWNS)
                .then()
                .statusCode(200)
                .body("key", hasItem("model xai/grok-4.3"))
                .body("reason", hasItem("model_gone"));

        as(ServiceName.OPERATOR)
                .queryParam("key", "model xai/nothing")
                .delete(COOLDOWNS)
                .then()
                .statusCode(404)
                .body("code", equalTo("cooldown_not_found"));
        as(ServiceName.OPERATOR)
                .queryParam("key", "model xai/grok-4.3")
                .delete(COOLDOWNS)
                .then()
                .statusCode(204);

        router.awaitSnapshot(s -> health(s, deployment) == DeploymentHealth.State.HEALTHY);
        assertThat(deployment(router.snapshot(), deployment).health().resetAt()).isNotNull();
        as(ServiceName.GATEWAY).delete(COOLDOWNS).then().statusCode(403);
    }

    @Test
    void anUnreadableRecordStopsNobody() throws Exception {
        router.tell(Topics.REQUEST_EVENTS, "req_3", "not an event");
        router.tell(Topics.CREDENTIALS, "cred_broken", "not a notice");
        String deployment = "dep_xai:default:grok-4.6";
        router.tell(Topics.REQUEST_EVENTS, "req_4", event(deployment, "TIMEOUT"));
        router.awaitSnapshot(s -> health(s, deployment) == DeploymentHealth.State.COOLING);
        router.tell(Topics.CREDENTIALS, "cred_broken", null);
    }

    @Test
    void theTopicsHoldWhatRestSays() {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(
                                        router.published()
                                                .getLast()
                                                .with(router.publishedHealth().getLast()))
                                .isEqualTo(router.snapshot()));
    }

    @Test
    void versionsOnlyGrow() {
        as(ServiceName.OPERATOR).body(LOCAL).put(PROVIDERS + "/growing").then().statusCode(200);
        router.awaitSnapshot(s -> hasDeployment(s, "dep_growing:default:qwen3"));
        as(ServiceName.OPERATOR).delete(PROVIDERS + "/growing").then().statusCode(204);
        router.awaitSnapshot(s -> !hasDeployment(s, "dep_growing:default:qwen3"));

        List<Long> versions = router.published().stream().map(RoutingSnapshot::version).toList();
        assertThat(versions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void healthAloneIsNoReasonForANewSnapshot() throws Exception {
        String deployment = "dep_xai:default:grok-build-0.1";
        long version = router.snapshot().version();
        router.tell(Topics.REQUEST_EVENTS, "req_6", event(deployment, "OVERLOADED"));
        router.awaitSnapshot(s -> health(s, deployment) == DeploymentHealth.State.COOLING);

        assertThat(router.snapshot().version()).isEqualTo(version);
        assertThat(router.publishedHealth().getLast().byDeployment())
                .containsKey(new DeploymentId(deployment));
    }

    private static DeploymentHealth.State health(RoutingSnapshot snapshot, String id) {
        return deployment(snapshot, id).health().state();
    }

    /// Only the part of an event that the router reads.
    private static Map<String, Object> event(String deployment, String failure) {
        Map<String, Object> attempt = new HashMap<>();
        attempt.put("number", 1);
        attempt.put("deployment", deployment);
        attempt.put("provider", "xai");
        attempt.put("account", "default");
        attempt.put("upstreamModel", deployment.substring(deployment.lastIndexOf(':') + 1));
        attempt.put("endedUs", 1_000);
        attempt.put("failureClass", failure);
        attempt.put(
                "usage",
                Map.of(
                        "inputTokens", 0,
                        "cachedInputTokens", 0,
                        "outputTokens", 0,
                        "evidence", "NONE"));
        attempt.put("cost", Map.of("nanoUsd", 0, "basis", "NONE"));
        return Map.of(
                "schema", 1, "startedAt", Instant.now().toString(), "attempts", List.of(attempt));
    }
}
