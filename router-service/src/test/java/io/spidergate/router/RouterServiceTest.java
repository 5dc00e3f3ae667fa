package io.spidergate.router;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.vault.CredentialNotice;
import io.spidergate.fixtures.IdentityFixture;
import io.spidergate.fixtures.KafkaFixture;
import io.spidergate.fixtures.PostgresFixture;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The service as others meet it: over REST and over topics, with a real database and broker.
@QuarkusTest
@WithTestResource(PostgresFixture.class)
@WithTestResource(KafkaFixture.class)
@WithTestResource(SimulatorAddress.class)
@WithTestResource(
        value = IdentityFixture.class,
        initArgs = @ResourceArg(name = "name", value = ServiceName.ROUTER))
class RouterServiceTest {

    private static final String PROVIDERS = "/internal/router/v1/providers";
    private static final String SNAPSHOT = "/internal/router/v1/snapshot";
    private static final String LOCAL =
            """
            {"baseUrl": "http://127.0.0.1:11434/v1", "credentialRequired": false, "free": true,
             "account": "default", "models": ["qwen3"]}\
            """;

    @Inject ObjectMapper json;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @BeforeEach
    void isReady() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> as(ServiceName.GATEWAY).get(SNAPSHOT).statusCode() == 200);
    }

    @Test
    void refusesWhoeverBringsNoToken() {
        given().get(SNAPSHOT).then().statusCode(401);
        given().get(PROVIDERS).then().statusCode(401);
        given().contentType("application/json")
                .body(LOCAL)
                .put(PROVIDERS + "/x")
                .then()
                .statusCode(401);
        given().delete(PROVIDERS + "/x").then().statusCode(401);
    }

    @Test
    void refusesServicesThatHaveNoBusinessHere() {
        as(ServiceName.BILLING).get(SNAPSHOT).then().statusCode(403);
        as(ServiceName.GATEWAY).get(PROVIDERS).then().statusCode(403);
        as(ServiceName.VAULT).body(LOCAL).put(PROVIDERS + "/x").then().statusCode(403);
        as(ServiceName.VAULT).delete(PROVIDERS + "/x").then().statusCode(403);
    }

    @Test
    void theOperatorReadsTheSnapshotToTellWhatCanServe() {
        as(ServiceName.OPERATOR).get(SNAPSHOT).then().statusCode(200);
    }

    @Test
    void tellsProvidersOfTheCatalogue() {
        as(ServiceName.VAULT)
                .get(PROVIDERS + "/groq")
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Groq"))
                .body("baseUrl", equalTo("https://api.groq.com/openai/v1"))
                .body("owner", equalTo("catalogue"))
                .body("credentialRequired", equalTo(true))
                .body("configured", equalTo(false))
                .body("models", hasItem("llama-3.3-70b-versatile"));
        as(ServiceName.DASHBOARD)
                .get(PROVIDERS)
                .then()
                .statusCode(200)
                .body("id", hasItem("sim-steady"));
    }

    @Test
    void saysWhenThereIsNoSuchProvider() {
        as(ServiceName.OPERATOR)
                .get(PROVIDERS + "/nobody")
                .then()
                .statusCode(404)
                .body("code", equalTo("provider_not_found"));
        as(ServiceName.OPERATOR).delete(PROVIDERS + "/nobody").then().statusCode(404);
    }

    @Test
    void doesNotGiveAwayNamesOfTheCatalogue() {
        as(ServiceName.OPERATOR)
                .body(LOCAL)
                .put(PROVIDERS + "/groq")
                .then()
                .statusCode(409)
                .body("code", equalTo("provider_of_catalogue"));
        as(ServiceName.OPERATOR).delete(PROVIDERS + "/sim-swift").then().statusCode(409);
    }

    @Test
    void namesWhatIsWrongInABody() {
        as(ServiceName.OPERATOR)
                .body(LOCAL.replace("http:", "ftp:"))
                .put(PROVIDERS + "/local")
                .then()
                .statusCode(400)
                .body("field", equalTo("baseUrl"))
                .body("message", containsString("ftp://127.0.0.1:11434/v1"));
        as(ServiceName.OPERATOR)
                .body(LOCAL.replace("[\"qwen3\"]", "7"))
                .put(PROVIDERS + "/local")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_body"))
                .body("field", equalTo("models"));
        as(ServiceName.OPERATOR)
                .body("{")
                .put(PROVIDERS + "/local")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_body"));
        as(ServiceName.OPERATOR).body("{}").put(PROVIDERS + "/local").then().statusCode(400);
    }

    @Test
    void aProviderThatIsAddedTakesOverAndItsRemovalGivesBack() {
        as(ServiceName.OPERATOR)
                .body(LOCAL)
                .put(PROVIDERS + "/local")
                .then()
                .statusCode(200)
                .body("owner", equalTo("api"))
                .body("configured", equalTo(true));
        awaitSnapshot(s -> hasDeployment(s, "dep_local:default:qwen3") && !hasSimulator(s));

        as(ServiceName.DASHBOARD).delete(PROVIDERS + "/local").then().statusCode(204);
        awaitSnapshot(s -> !hasDeployment(s, "dep_local:default:qwen3") && hasSimulator(s));
    }

    @Test
    void aCredentialMakesDeploymentsCallableAndItsTombstoneUndoesIt() throws Exception {
        CredentialId id = new CredentialId("cred_of_mistral");
        tell(
                Topics.CREDENTIALS,
                id.value(),
                new CredentialNotice(id, "mistral", "default", true, 1, Instant.now()));
        awaitSnapshot(s ->
                deployment(s, "dep_mistral:default:codestral-latest").isCallable()
                        && !hasSimulator(s));

        tell(Topics.CREDENTIALS, id.value(), null);
        awaitSnapshot(s ->
                !deployment(s, "dep_mistral:default:codestral-latest").isCallable()
                        && hasSimulator(s));
    }

    @Test
    void aFailedAttemptCoolsADeploymentForEveryGateway() throws Exception {
        String deployment = "dep_xai:default:grok-4.5";
        tell(Topics.REQUEST_EVENTS, "req_1", event(deployment, "OVERLOADED"));
        awaitSnapshot(s -> health(s, deployment) == DeploymentHealth.State.COOLING);

        tell(Topics.REQUEST_EVENTS, "req_2", event(deployment, null));
        awaitSnapshot(s -> health(s, deployment) == DeploymentHealth.State.HEALTHY);
    }

    @Test
    void anUnreadableRecordStopsNobody() throws Exception {
        tell(Topics.REQUEST_EVENTS, "req_3", "not an event");
        tell(Topics.CREDENTIALS, "cred_broken", "not a notice");
        String deployment = "dep_xai:default:grok-4.6";
        tell(Topics.REQUEST_EVENTS, "req_4", event(deployment, "TIMEOUT"));
        awaitSnapshot(s -> health(s, deployment) == DeploymentHealth.State.COOLING);
        tell(Topics.CREDENTIALS, "cred_broken", null);
    }

    @Test
    void theTopicHoldsWhatRestSays() {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(published().getLast()).isEqualTo(snapshot()));
    }

    @Test
    void versionsOnlyGrow() {
        as(ServiceName.OPERATOR).body(LOCAL).put(PROVIDERS + "/growing").then().statusCode(200);
        awaitSnapshot(s -> hasDeployment(s, "dep_growing:default:qwen3"));
        as(ServiceName.OPERATOR).delete(PROVIDERS + "/growing").then().statusCode(204);
        awaitSnapshot(s -> !hasDeployment(s, "dep_growing:default:qwen3"));

        List<Long> versions = published().stream().map(RoutingSnapshot::version).toList();
        assertThat(versions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void showsItsStateToOperators() {
        int port =
                org.eclipse.microprofile.config.ConfigProvider.getConfig()
                        .getValue("quarkus.management.test-port", Integer.class);
        given().port(managementPort(port))
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("routing snapshot"));
        given().port(managementPort(port))
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("spidergate_routing_snapshot_version"))
                .body(containsString("spidergate_routing_deployments{state=\"not_callable\"}"))
                .body(not(containsString("cred_")));
    }

    private static int managementPort(int configured) {
        return configured != 0
                ? configured
                : org.eclipse.microprofile.config.ConfigProvider.getConfig()
                        .getValue("quarkus.management.port", Integer.class);
    }

    private static RequestSpecification as(String service) {
        return given().auth()
                .oauth2(IdentityFixture.tokenOf(service, ServiceName.ROUTER))
                .contentType("application/json");
    }

    private RoutingSnapshot snapshot() throws JsonProcessingException {
        return json.readValue(
                as(ServiceName.GATEWAY).get(SNAPSHOT).asString(), RoutingSnapshot.class);
    }

    private void awaitSnapshot(java.util.function.Predicate<RoutingSnapshot> condition) {
        await().atMost(Duration.ofSeconds(10)).until(() -> condition.test(snapshot()));
    }

    private static boolean hasSimulator(RoutingSnapshot snapshot) {
        return snapshot.providers().stream().anyMatch(p -> p.simulated());
    }

    private static boolean hasDeployment(RoutingSnapshot snapshot, String id) {
        return snapshot.deployments().stream().anyMatch(d -> d.id().value().equals(id));
    }

    private static DeploymentRoute deployment(RoutingSnapshot snapshot, String id) {
        return snapshot.deployments().stream()
                .filter(d -> d.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static DeploymentHealth.State health(RoutingSnapshot snapshot, String id) {
        return deployment(snapshot, id).health().state();
    }

    /// Only the part of an event that the router reads.
    private static Map<String, Object> event(String deployment, String failure) {
        Map<String, Object> attempt = new java.util.HashMap<>();
        attempt.put("number", 1);
        attempt.put("deployment", deployment);
        attempt.put("provider", "xai");
        attempt.put("account", "default");
        attempt.put("upstreamModel", "m");
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

    private void tell(String topic, String key, Object value)
            throws JsonProcessingException, InterruptedException, ExecutionException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new StringSerializer(),
                        new StringSerializer())) {
            String text = value == null ? null : json.writeValueAsString(value);
            producer.send(new ProducerRecord<>(topic, key, text)).get();
        }
    }

    private List<RoutingSnapshot> published() {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.ROUTING_SNAPSHOT, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<RoutingSnapshot> read = new java.util.ArrayList<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    read.add(json.readValue(record.value(), RoutingSnapshot.class));
                }
            }
            return read;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
