package io.spidergate.vault.credential;

import static io.spidergate.vault.VaultCalls.added;
import static io.spidergate.vault.VaultCalls.probe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spidergate.vault.lease.Gateway;
import io.spidergate.vault.notice.CredentialTopic;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RepublishAtStartTest {

    @Inject RepublishAtStart atStart;
    @Inject DataSource dataSource;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void everyStartTellsAllCredentialsAgain() {
        String id = added("start-again", "sk-start-again-1234567890");
        try (CredentialTopic topic = new CredentialTopic(bootstrapServers)) {
            await().until(() -> topic.about(id).size() == 1);

            atStart.start(new StartupEvent());

            await().until(() -> topic.about(id).size() == 2);
            assertThat(topic.about(id)).allMatch(topic.about(id).getFirst()::equals);
        }
    }

    @Test
    void aRowThatDoesNotOpenIsSkippedAndTheOthersServe()
            throws SQLException, GeneralSecurityException {
        String moved = added("start-moved", "sk-start-moved-1234567890");
        String sound = added("start-sound", "sk-start-sound-1234567890");
        rename(moved, "start-moved-away");
        try (CredentialTopic topic = new CredentialTopic(bootstrapServers)) {
            await().until(() -> topic.about(moved).size() == 1);

            atStart.start(new StartupEvent());

            await().until(() -> topic.about(moved).size() == 2);
            assertThat(topic.about(moved).getLast()).contains("\"enabled\":false");
        }
        JsonPath answer =
                new Gateway("gw-start").lease(List.of(moved, sound)).then().extract().jsonPath();
        assertThat(answer.getString("refusals[0].reason")).isEqualTo("unreadable");
        assertThat(answer.getString("leases[0].credential")).isEqualTo(sound);
        assertThat(probe(moved).jsonPath().getString("code")).isEqualTo("credential_unreadable");
        rename(moved, "start-moved");
        assertThat(new Gateway("gw-start").lease(List.of(moved)).jsonPath().getList("leases"))
                .hasSize(1);
    }

    private void rename(String id, String provider) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE vault.credential SET provider = ? WHERE id = ?")) {
            update.setString(1, provider);
            update.setString(2, id);
            update.executeUpdate();
        }
    }
}
