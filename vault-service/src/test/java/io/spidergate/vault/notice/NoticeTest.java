package io.spidergate.vault.notice;

import static io.spidergate.vault.VaultCalls.added;
import static io.spidergate.vault.VaultCalls.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.vault.CredentialNotice;
import io.spidergate.vault.notice.PostgresOutbox.Waiting;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NoticeTest {

    @Inject PostgresOutbox outbox;
    @Inject ObjectMapper json;
    @Inject DataSource dataSource;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void anAddedCredentialIsTold() throws Exception {
        String id = added("notice-added", "sk-notice-added-1234567890");

        try (CredentialTopic topic = new CredentialTopic(bootstrapServers)) {
            await().until(() -> topic.about(id).size() == 1);
            CredentialNotice notice =
                    json.readValue(topic.about(id).getFirst(), CredentialNotice.class);
            assertThat(notice.id().value()).isEqualTo(id);
            assertThat(notice.provider()).isEqualTo("notice-added");
            assertThat(notice.account()).isEqualTo("default");
            assertThat(notice.enabled()).isTrue();
            assertThat(notice.version()).isEqualTo(1);
        }
    }

    @Test
    void aRemovedCredentialIsToldAsDisabledAndThenForgotten() throws Exception {
        String id = added("notice-removed", "sk-notice-removed-1234567890");
        remove(id);

        try (CredentialTopic topic = new CredentialTopic(bootstrapServers)) {
            await().until(() -> topic.about(id).size() == 3);
            List<String> told = topic.about(id);
            CredentialNotice notice = json.readValue(told.get(1), CredentialNotice.class);
            assertThat(notice.enabled()).isFalse();
            assertThat(notice.version()).isEqualTo(2);
            assertThat(told.get(2)).isNull();
        }
    }

    @Test
    void whatCannotBeSentWaitsInTheOutbox() throws SQLException {
        String id = keptFromKafka(() -> added("notice-waiting", "sk-notice-waiting-1234567890"));

        try (CredentialTopic topic = new CredentialTopic(bootstrapServers)) {
            await().until(() -> topic.about(id).size() == 1);
        }
        await().until(() ->
                QuarkusTransaction.requiringNew().call(() -> outbox.takeTurn(1).isEmpty()));
    }

    /// Holding the turn keeps the shipper from Kafka as an outage would.
    private String keptFromKafka(Supplier<String> addition) throws SQLException {
        QuarkusTransaction.begin();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement lock =
                        connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, PostgresOutbox.SHIP_LOCK);
            lock.execute();
            String id = addition.get();
            assertThat(outbox.takeTurn(100)).extracting(Waiting::credential).contains(id);
            return id;
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    @Test
    void anUnreachableKafkaIsAnOutcomeAndNotAHang() {
        try (KafkaNotices nowhere = new KafkaNotices(nowhere())) {
            assertThatThrownBy(() -> nowhere.send(List.of(new Waiting(1, "cred_a", "{}"))))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    private static NoticeConfig nowhere() {
        return new NoticeConfig() {
            @Override
            public String bootstrapServers() {
                return "127.0.0.1:1";
            }

            @Override
            public Duration deliveryTimeout() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Duration pause() {
                return Duration.ofSeconds(1);
            }
        };
    }
}
