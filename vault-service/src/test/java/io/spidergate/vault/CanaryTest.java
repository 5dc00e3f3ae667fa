package io.spidergate.vault;

import static io.spidergate.vault.VaultCalls.BASE;
import static io.spidergate.vault.VaultCalls.add;
import static io.spidergate.vault.VaultCalls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.simulator.account.PlanAccounts;
import io.spidergate.vault.lease.Gateway;
import io.spidergate.vault.notice.CredentialTopic;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Law L6: a secret that went through every path of the vault is found nowhere.
@QuarkusTest
class CanaryTest {

    private static final String CANARY = "canary-key-7f3Kq9ZxW2mB8vT5";

    @Inject DataSource dataSource;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    private final List<String> answers = new ArrayList<>();

    @Test
    void aSecretIsFoundNowhere() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            List<String> ids = livesThroughEverything();
            for (String id : ids) {
                answered(VaultCalls.remove(id));
            }
            answers.add(RestAssured.get(metrics).asString());

            absentFrom("answers", String.join("\n", answers));
            absentFrom("Kafka", topicAfter(ids.getLast()));
            absentFrom("log", log.text());
            assertThat(log.text()).as("the log was captured").contains("router-service answered");
        }
        absentFrom("tables", tables());
        absentFrom("threads", Thread.getAllStackTraces().keySet().toString());
    }

    private List<String> livesThroughEverything() throws Exception {
        List<String> ids = new ArrayList<>();
        for (String provider :
                List.of(
                        "works--c",
                        "echoes-key--c",
                        "html--c",
                        "redirects--c",
                        "stalls--c",
                        "lost--c",
                        "closed-port--c")) {
            Response added = answered(add(provider, "canary", CANARY));
            String id = added.jsonPath().getString("id");
            answered(add(provider, "canary again", CANARY));
            answered(VaultCalls.probe(id));
            ids.add(id);
        }
        leased(ids);
        changed(ids.getFirst());
        goesWrong();
        ids.add(invited());
        ids.add(signedIn());
        answered(as(ServiceName.OPERATOR).get(BASE + "/credentials"));
        answered(as(ServiceName.OPERATOR).get(BASE + "/audit?limit=1000"));
        // While its ciphertext is still there, too.
        absentFrom("tables", tables());
        return ids;
    }

    private void leased(List<String> ids) throws Exception {
        Gateway gateway = new Gateway("gw-canary");
        JsonPath lease = answered(gateway.lease(ids)).jsonPath();
        assertThat(
                        gateway.open(
                                lease.getString("leases[0].leaseId"),
                                lease.getString("leases[0].credential"),
                                lease.getInt("leases[0].version"),
                                lease.getString("leases[0].sealed")))
                .isEqualTo(CANARY);
    }

    private void changed(String id) {
        for (Map<String, Object> change :
                List.<Map<String, Object>>of(
                        Map.of("label", "now " + CANARY),
                        Map.of("account", CANARY),
                        Map.of("settings", Map.of("models", List.of(CANARY))),
                        Map.of("settings", Map.of("priority", CANARY)),
                        Map.of("label", "renamed"))) {
            answered(as(ServiceName.OPERATOR).body(change).patch(BASE + "/credentials/" + id));
        }
        answered(as(ServiceName.OPERATOR).post(BASE + "/keyset/rotate"));
        answered(as(ServiceName.OPERATOR).get(BASE + "/keyset"));
        answered(as(ServiceName.OPERATOR).post(BASE + "/keyset/retire"));
        answered(as(ServiceName.OPERATOR).get(BASE + "/audit/check"));
        for (String provider :
                List.of("works--c", "public--c", "echoes-key--c", "lost--c", CANARY)) {
            answered(
                    as(ServiceName.OPERATOR)
                            .body(Map.of("provider", provider, "secret", CANARY))
                            .post(BASE + "/credentials/test"));
        }
    }

    /// @return the credential that was brought
    private String invited() {
        Response invite =
                answered(
                        as(ServiceName.OPERATOR)
                                .body(Map.of("provider", "works--invited"))
                                .post(BASE + "/invites"));
        String link = invite.jsonPath().getString("link");
        String token = link.substring(link.lastIndexOf('/') + 1);
        for (String brought : List.of("two\n" + CANARY, CANARY, CANARY)) {
            answered(
                    as(ServiceName.DASHBOARD)
                            .body(Map.of("token", token, "secret", brought))
                            .post(BASE + "/links/invite/key"));
        }
        answered(
                as(ServiceName.DASHBOARD)
                        .body(Map.of("token", CANARY, "secret", CANARY))
                        .post(BASE + "/links/invite/key"));
        return answered(as(ServiceName.OPERATOR).get(BASE + "/invites"))
                .jsonPath()
                .getString("find { it.provider == 'works--invited' }.credential");
    }

    /// @return the credential of a plan
    private String signedIn() {
        Map<String, Object> asked =
                Map.of(
                        "provider", "chatgpt",
                        "workspace", "ws_canary",
                        "redirect", "http://127.0.0.1:1455/auth/callback");
        JsonPath begun =
                answered(as(ServiceName.OPERATOR).body(asked).post(BASE + "/sign-ins")).jsonPath();
        String back =
                RestAssured.given()
                        .urlEncodingEnabled(false)
                        .redirects()
                        .follow(false)
                        .get(begun.getString("page"))
                        .header("Location");
        for (String answer :
                List.of(back.replaceFirst("code=[^&]+", "code=" + CANARY), back, back)) {
            answered(
                    as(ServiceName.OPERATOR)
                            .body(Map.of("handle", begun.getString("handle"), "answer", answer))
                            .post(BASE + "/sign-ins/finish"));
        }
        return as(ServiceName.OPERATOR)
                .get(BASE + "/credentials")
                .jsonPath()
                .getString("find { it.workspace == 'ws_canary' }.id");
    }

    private void goesWrong() {
        answered(
                as(ServiceName.OPERATOR)
                        .body(Map.of("workspace", CANARY, "provider", "p", "secret", CANARY))
                        .post(BASE + "/credentials"));
        answered(
                as(ServiceName.OPERATOR)
                        .body(
                                Map.of(
                                        "provider",
                                        "p",
                                        "secret",
                                        CANARY,
                                        "settings",
                                        Map.of("models", List.of(CANARY))))
                        .post(BASE + "/credentials"));
        answered(add("works--c", "label with " + CANARY, CANARY));
        answered(add(CANARY, "as provider", CANARY));
        answered(add("works--c", "two lines", CANARY + "\n" + CANARY));
        answered(add("works--c", "too long", CANARY.repeat(400)));
        answered(raw("{\"provider\":\"p\",\"secret\":" + CANARY + "}"));
        answered(raw("{\"provider\":\"p\",\"secret\":[\"" + CANARY + "\"]}"));
        answered(raw(CANARY));
        answered(as(ServiceName.OPERATOR).delete(BASE + "/credentials/" + CANARY));
        answered(
                as(ServiceName.BILLING).body(Map.of("secret", CANARY)).post(BASE + "/credentials"));
        answered(
                as(ServiceName.GATEWAY)
                        .body(
                                Map.of(
                                        "gatewayId",
                                        "gw",
                                        "recipientPublicKey",
                                        CANARY,
                                        "credentials",
                                        List.of("cred_a")))
                        .post(BASE + "/leases"));
        answered(
                as(ServiceName.GATEWAY)
                        .body("{\"gatewayId\":\"gw\",\"credentials\":[\"" + CANARY + "\"]}")
                        .post(BASE + "/leases"));
    }

    private static Response raw(String body) {
        return as(ServiceName.OPERATOR).body(body).post(BASE + "/credentials");
    }

    private Response answered(Response response) {
        answers.add(response.statusLine() + response.headers() + response.asString());
        return response;
    }

    private String topicAfter(String lastRemoved) {
        try (CredentialTopic topic = new CredentialTopic(bootstrapServers)) {
            await().until(() -> topic.about(lastRemoved).contains(null));
            return topic.read().toString();
        }
    }

    private String tables() throws SQLException {
        StringBuilder dump = new StringBuilder();
        try (Connection connection = dataSource.getConnection();
                Statement list = connection.createStatement();
                ResultSet table =
                        list.executeQuery(
                                "SELECT table_name FROM information_schema.tables WHERE table_schema ="
                                        + " 'vault'")) {
            while (table.next()) {
                dump(connection, table.getString(1), dump);
            }
        }
        assertThat(dump).as("the tables were read").contains("cred_", "created", "V1__vault");
        return dump.toString();
    }

    private static void dump(Connection connection, String table, StringBuilder into)
            throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row =
                        select.executeQuery(
                                "SELECT t::text FROM vault.\"%s\" t".formatted(table))) {
            while (row.next()) {
                into.append(row.getString(1)).append('\n');
            }
        }
    }

    private static void absentFrom(String place, String text) {
        byte[] bytes = CANARY.getBytes(StandardCharsets.UTF_8);
        assertThat(text)
                .as(place)
                .doesNotContain(CANARY)
                .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        // What a sign-in has brought.
        assertThat(text).as(place).doesNotContain(PlanAccounts.TOKEN_PREFIX, "sim-refresh-");
        assertThat(text.toLowerCase(Locale.ROOT))
                .as(place)
                .doesNotContain(CANARY.toLowerCase(Locale.ROOT))
                .doesNotContain(HexFormat.of().formatHex(bytes));
    }
}
