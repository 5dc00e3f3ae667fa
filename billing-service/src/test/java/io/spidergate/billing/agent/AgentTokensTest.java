package io.spidergate.billing.agent;

import static io.restassured.RestAssured.given;
import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.BillingFixtures.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@BillingFixtures.Running
class AgentTokensTest {

    @Inject ObjectMapper json;
    @Inject DataSource dataSource;
    @Inject PostgresTokenOutbox outbox;
    @Inject TokenPublisher publisher;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void showsTheSecretOnceAndStoresOnlyItsHash() throws Exception {
        Response issued = issue(freshName(), Map.of("budgetNanoUsd", 5, "budgetSoft", false));

        String secret = issued.then().statusCode(200).extract().path("secret");
        String ref = issued.path("agent.tokenRef");
        assertThat(secret).startsWith("spidergate_pat_" + ref + "_");
        assertThat(TokenSecret.isWellFormed(secret)).isTrue();
        as(ServiceName.OPERATOR)
                .get(BASE + "/agents")
                .then()
                .statusCode(200)
                .body("tokenRef", hasItem(ref));
        String listed = as(ServiceName.OPERATOR).get(BASE + "/agents").asString();
        assertThat(listed).doesNotContain(secret).doesNotContain("secretHash");
        assertThat(wholeRow(ref)).doesNotContain(secret).contains(sha256(secret));
    }

    @Test
    void aNameIsTakenUntilItsTokenIsRevoked() {
        String name = freshName();
        issue(name, Map.of()).then().statusCode(200);

        issue(name, Map.of())
                .then()
                .statusCode(409)
                .body("code", equalTo("token_name_taken"))
                .body("field", equalTo("name"));
        as(ServiceName.OPERATOR).delete(BASE + "/agent-tokens/" + name).then().statusCode(204);
        issue(name, Map.of()).then().statusCode(200);
    }

    @Test
    void aNameIsTakenInItsWorkspaceAlone() {
        String name = freshName();
        Response theirs = issue(name, Map.of(), "ws_theirs");
        theirs.then().statusCode(200).body("agent.workspace", equalTo("ws_theirs"));
        issue(name, Map.of()).then().statusCode(200).body("agent.workspace", equalTo("ws_default"));

        as(ServiceName.OPERATOR).delete(BASE + "/agent-tokens/" + name).then().statusCode(204);
        as(ServiceName.OPERATOR).delete(BASE + "/agent-tokens/" + name).then().statusCode(404);
        String ref = theirs.path("agent.tokenRef");
        as(ServiceName.OPERATOR).delete(BASE + "/agent-tokens/" + ref).then().statusCode(204);
        issue(name, Map.of(), "Theirs").then().statusCode(400).body("field", equalTo("workspace"));
    }

    @Test
    void revokingWhatIsNotThereIsNotFound() {
        String ref = issue(freshName(), Map.of()).path("agent.tokenRef");
        as(ServiceName.DASHBOARD).delete(BASE + "/agent-tokens/" + ref).then().statusCode(204);

        as(ServiceName.DASHBOARD)
                .delete(BASE + "/agent-tokens/" + ref)
                .then()
                .statusCode(404)
                .body("code", equalTo("agent_token_not_found"));
        as(ServiceName.OPERATOR).delete(BASE + "/agent-tokens/nobody").then().statusCode(404);
    }

    @Test
    void everyChangeReachesTheTopicWithinThreeHundredMilliseconds() throws Exception {
        try (KafkaConsumer<String, String> topic = topic()) {
            long before = System.nanoTime();
            Response issued = issue(freshName(), Map.of("requestsPerMinute", 60));
            String ref = issued.path("agent.tokenRef");
            JsonNode live = awaitOnTopic(topic, ref, 1);
            assertThat(live.path("revoked").asBoolean()).isFalse();
            assertThat(live.path("limits").path("requestsPerMinute").asLong()).isEqualTo(60);
            assertThat(live.path("secretHash").asText()).isEqualTo(sha256(issued.path("secret")));
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(5));

            as(ServiceName.OPERATOR).delete(BASE + "/agent-tokens/" + ref).then().statusCode(204);
            long revoked = System.nanoTime();
            assertThat(awaitOnTopic(topic, ref, 2).path("revoked").asBoolean()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - revoked))
                    .isLessThan(Duration.ofMillis(300));
        }
    }

    @Test
    void isOnTheTopicWhenItIsHandedOut() {
        try (KafkaConsumer<String, String> topic = topic()) {
            long before = end(topic);
            String ref = issue(freshName(), Map.of()).path("agent.tokenRef");
            assertThat(end(topic)).isEqualTo(before + 1);

            as(ServiceName.OPERATOR).delete(BASE + "/agent-tokens/" + ref).then().statusCode(204);
            assertThat(end(topic)).isEqualTo(before + 2);
        }
    }

    @Test
    void tokensThatTheTopicLacksArePublishedAgain() throws Exception {
        try (KafkaConsumer<String, String> topic = topic()) {
            String ref = issue(freshName(), Map.of()).path("agent.tokenRef");
            awaitOnTopic(topic, ref, 1);
            Map<String, Integer> withoutIt = new HashMap<>(allVersions());
            withoutIt.remove(ref);

            await().until(() -> outbox.republish(withoutIt) == 1);
            publisher.publishSoon();

            assertThat(awaitOnTopic(topic, ref, 1).path("tokenRef").asText()).isEqualTo(ref);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name|{\"name\":\"\",\"allowedModels\":[],\"limits\":{}}",
                "name|{\"name\":\"%101\",\"allowedModels\":[],\"limits\":{}}",
                "name|{\"allowedModels\":[],\"limits\":{}}",
                "allowedModels[1]|{\"name\":\"n\",\"allowedModels\":[\"a\",\"a*b\"],\"limits\":{}}",
                "allowedModels[0]|{\"name\":\"n\",\"allowedModels\":[\"%201\"],\"limits\":{}}",
                "limits|{\"name\":\"n\",\"allowedModels\":[]}",
                "limits|{\"name\":\"n\",\"allowedModels\":[],\"limits\":{\"requestsPerMinute\":0}}",
                "limits|{\"name\":\"n\",\"allowedModels\":[],\"limits\":{\"budgetNanoUsd\":-1}}",
                "limits.budgetNanoUsd|{\"name\":\"n\",\"allowedModels\":[],\"limits\":{\"budgetNanoUsd\":2000000000000000000}}",
                "limits.requestsPerDay|{\"name\":\"n\",\"allowedModels\":[],\"limits\":{\"requestsPerDay\":1000000001}}",
                "limits.requestsPerMinute|{\"name\":\"n\",\"allowedModels\":[],\"limits\":{\"requestsPerMinute\":\"many\"}}",
            })
    void badInputIsRefusedWithTheFieldThatIsWrong(String rule) {
        String field = rule.substring(0, rule.indexOf('|'));
        String body =
                rule.substring(rule.indexOf('|') + 1)
                        .replace("%101", "x".repeat(101))
                        .replace("%201", "x".repeat(201));

        as(ServiceName.OPERATOR)
                .body(body)
                .post(BASE + "/agent-tokens")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("field", equalTo(field))
                .body("message", containsString(field.substring(field.lastIndexOf('.') + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"x\"", "{\"name\":5}"})
    void whatIsNotATokenIsRefusedPlainly(String body) {
        String answer =
                as(ServiceName.OPERATOR)
                        .body(body)
                        .post(BASE + "/agent-tokens")
                        .then()
                        .statusCode(400)
                        .extract()
                        .asString();
        assertThat(answer)
                .contains("\"code\"")
                .doesNotContain("Exception")
                .doesNotContain("spidergate.contracts");
    }

    @Test
    void onlyThoseWhoMayCallAreHeard() {
        given().contentType("application/json")
                .body("{}")
                .post(BASE + "/agent-tokens")
                .then()
                .statusCode(401);
        given().get(BASE + "/agents").then().statusCode(401);
        given().contentType("application/json")
                .body("{}")
                .post(BASE + "/allowances")
                .then()
                .statusCode(401);
        as(ServiceName.GATEWAY).get(BASE + "/agents").then().statusCode(403);
        as(ServiceName.GATEWAY).get(BASE + "/spend").then().statusCode(403);
        as(ServiceName.ROUTER).get(BASE + "/ledger/summary").then().statusCode(403);
        as(ServiceName.GATEWAY).delete(BASE + "/agent-tokens/x").then().statusCode(403);
        as(ServiceName.OPERATOR)
                .body(Map.of("gatewayId", "g", "asks", List.of(), "returns", List.of()))
                .post(BASE + "/allowances")
                .then()
                .statusCode(403);
    }

    private static String freshName() {
        return "agent-" + UUID.randomUUID();
    }

    private KafkaConsumer<String, String> topic() {
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                kafka,
                                "enable.auto.commit",
                                "false",
                                "fetch.max.wait.ms",
                                "20"),
                        new StringDeserializer(),
                        new StringDeserializer());
        List<TopicPartition> only = List.of(new TopicPartition(Topics.AGENT_TOKENS, 0));
        consumer.assign(only);
        consumer.seekToEnd(only);
        consumer.position(only.getFirst());
        return consumer;
    }

    private static long end(KafkaConsumer<String, String> topic) {
        return topic.endOffsets(topic.assignment()).values().iterator().next();
    }

    private JsonNode awaitOnTopic(KafkaConsumer<String, String> topic, String ref, int version)
            throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<String, String> message : topic.poll(Duration.ofMillis(50))) {
                JsonNode token = json.readTree(message.value());
                if (message.key().equals(ref) && token.path("version").asInt() == version) {
                    return token;
                }
            }
        }
        throw new AssertionError(
                "version " + version + " of token " + ref + " did not reach the topic");
    }

    private Map<String, Integer> allVersions() throws Exception {
        Map<String, Integer> versions = new HashMap<>();
        try (var connection = dataSource.getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery("SELECT token_ref, version FROM agent_token")) {
            while (rows.next()) {
                versions.put(rows.getString(1), rows.getInt(2));
            }
        }
        return Collections.unmodifiableMap(versions);
    }

    private String wholeRow(String ref) throws Exception {
        try (var connection = dataSource.getConnection();
                var select =
                        connection.prepareStatement(
                                "SELECT t::text FROM agent_token t WHERE token_ref = ?")) {
            select.setString(1, ref);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
