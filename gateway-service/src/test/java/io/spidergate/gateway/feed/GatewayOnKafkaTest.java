package io.spidergate.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.health.SmallRyeHealthReporter;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.CapturePolicy;
import io.spidergate.contracts.billing.TokenLife;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.gateway.admission.AgentTokens;
import io.spidergate.gateway.routing.RoutingTables;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(KafkaProfile.class)
class GatewayOnKafkaTest {

    @Inject RoutingTables tables;
    @Inject AgentTokens tokens;
    @Inject ObjectMapper json;
    @Inject SmallRyeHealthReporter health;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void isReadyOnceItHasATableAndAllTokensAndHearsARevocationWithinASecond() throws Exception {
        assertThat(readiness()).contains("\"routing\",\"status\":\"DOWN\"");
        publish(Topics.AGENT_TOKENS, "abcdefghijkl", token(1, false));
        publish(
                Topics.ROUTING_SNAPSHOT,
                "current",
                new RoutingSnapshot(
                        3,
                        Instant.EPOCH,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        0));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(readiness())
                                .contains("\"snapshotVersion\":3")
                                .contains("\"credentials\",\"status\":\"UP\"")
                                .contains("\"journal\",\"status\":\"UP\"")
                                .contains("\"agent-tokens\",\"status\":\"UP\""));
        assertThat(tables.current().version()).isEqualTo(3);
        assertThat(tokens.isComplete()).isTrue();
        await().untilAsserted(
                        () -> assertThat(tokens.byRef("abcdefghijkl")).isEqualTo(token(1, false)));

        publish(Topics.AGENT_TOKENS, "abcdefghijkl", token(2, true));

        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> tokens.byRef("abcdefghijkl").revoked());
    }

    private String readiness() {
        return health.getReadiness().getPayload().toString();
    }

    private static AgentToken token(int version, boolean revoked) {
        return new AgentToken(
                "abcdefghijkl",
                new AgentId("agt_1"),
                new WorkspaceId("ws_default"),
                "tester",
                "00",
                Set.of("gate:chat"),
                List.of(),
                Spending.PAID_OK,
                AgentLimits.NONE,
                revoked,
                version,
                TokenLife.UNTIL_REVOKED,
                CapturePolicy.GATEWAY,
                List.of(),
                List.of(),
                null);
    }

    private void publish(String topic, String key, Object value) throws Exception {
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, json.writeValueAsBytes(value)))
                    .get(30, TimeUnit.SECONDS);
        }
    }
}
