package io.spidergate.vault.credential;

import static io.spidergate.vault.VaultCalls.BASE;
import static io.spidergate.vault.VaultCalls.added;
import static io.spidergate.vault.VaultCalls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.vault.lease.Gateway;
import io.spidergate.vault.notice.CredentialTopic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// How a credential may be used is changed while it is in use.
@QuarkusTest
class CredentialChangeTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void whatIsNamedChangesAndTheRestStays() {
        String id = added("change-some", "sk-change-some-1234567890");

        JsonPath first =
                changed(id, Map.of("settings", Map.of("priority", 20, "models", List.of("a*"))));
        JsonPath second = changed(id, Map.of("label", " renamed ", "account", "work"));

        assertThat(first.getInt("settings.priority")).isEqualTo(20);
        assertThat(first.getList("settings.models")).isEqualTo(List.of("a*"));
        assertThat(first.getBoolean("settings.shared")).isFalse();
        assertThat(second.getString("label")).isEqualTo("renamed");
        assertThat(second.getString("account")).isEqualTo("work");
        assertThat(second.getInt("settings.priority")).isEqualTo(20);
        assertThat(second.getBoolean("enabled")).isTrue();
    }

    @Test
    void theSuiteIsToldAndLeasesOfTheSecretStayGood() throws Exception {
        String id = added("change-told", "sk-change-told-1234567890");
        try (CredentialTopic topic = new CredentialTopic(bootstrapServers)) {
            await().until(() -> topic.about(id).size() == 1);

            changed(id, Map.of("settings", Map.of("shared", true, "priority", 30)));

            await().until(() -> topic.about(id).size() == 2);
            assertThat(topic.about(id).getLast())
                    .contains("\"version\":1", "\"revision\":2", "\"shared\":true");
        }
        assertThat(
                        new Gateway("gw-change")
                                .lease(List.of(id))
                                .jsonPath()
                                .getInt("leases[0].version"))
                .isEqualTo(1);
    }

    @Test
    void whatIsDisabledIsLeasedToNobodyUntilItIsEnabled() throws Exception {
        String id = added("change-off", "sk-change-off-1234567890");

        changed(id, Map.of("enabled", false));
        assertThat(
                        new Gateway("gw-off")
                                .lease(List.of(id))
                                .jsonPath()
                                .getString("refusals[0].reason"))
                .isEqualTo("disabled");
        changed(id, Map.of("enabled", true));
        assertThat(new Gateway("gw-off").lease(List.of(id)).jsonPath().getList("leases"))
                .hasSize(1);

        assertThat(actions(id))
                .containsSubsequence("released", "enabled", "refused", "disabled", "created");
    }

    @Test
    void theAuditTellsFromWhatToWhatAndNothingWhereNothingChanged() {
        String id = added("change-audit", "sk-change-audit-1234567890");

        changed(id, Map.of("settings", Map.of("priority", 11)));
        changed(id, Map.of("settings", Map.of("priority", 11)));

        JsonPath lines = as(ServiceName.OPERATOR).get(BASE + "/audit?limit=2").jsonPath();
        assertThat(lines.getString("[0].detail")).isEqualTo("priority from 10 to 11");
        assertThat(lines.getString("[1].action")).isEqualTo("created");
    }

    @Test
    void limitsComeAndGo() {
        String id = added("change-limits", "sk-change-limits-1234567890");

        JsonPath limited =
                changed(
                        id,
                        Map.of("settings", Map.of("requestsPerMinute", 5, "requestsPerDay", 100)));
        JsonPath freed = changed(id, Map.of("settings", Map.of("requestsPerMinute", 0)));

        assertThat(limited.getInt("settings.requestsPerMinute")).isEqualTo(5);
        assertThat(freed.getString("settings.requestsPerMinute")).isNull();
        assertThat(freed.getInt("settings.requestsPerDay")).isEqualTo(100);
        refused(id, Map.of("settings", Map.of("requestsPerDay", -1)), "settings.requestsPerDay");
        JsonPath audit = as(ServiceName.OPERATOR).get(BASE + "/audit?limit=1").jsonPath();
        assertThat(audit.getString("[0].detail"))
                .isEqualTo("requests per minute from 5 to unlimited");
    }

    @Test
    void aSpendLimitComesAndGoes() {
        String id = added("change-spend", "sk-change-spend-1234567890");
        Map<String, Object> five =
                Map.of("nanoUsd", 5_000_000_000L, "period", "month", "action", "block");

        JsonPath limited = changed(id, Map.of("settings", Map.of("spendLimit", five)));
        JsonPath same = changed(id, Map.of("settings", Map.of("priority", 12)));
        JsonPath freed =
                changed(id, Map.of("settings", Map.of("spendLimit", Map.of("nanoUsd", 0))));

        assertThat(limited.getLong("settings.spendLimit.nanoUsd")).isEqualTo(5_000_000_000L);
        assertThat(same.getString("settings.spendLimit.period")).isEqualTo("month");
        assertThat(freed.getString("settings.spendLimit")).isNull();
        JsonPath audit = as(ServiceName.OPERATOR).get(BASE + "/audit?limit=1").jsonPath();
        assertThat(audit.getString("[0].detail"))
                .isEqualTo("spend limit from $5.00 a month, block to unlimited");
        refused(
                id,
                Map.of("settings", Map.of("spendLimit", Map.of("nanoUsd", 1))),
                "settings.spendLimit");
        refused(
                id,
                Map.of(
                        "settings",
                        Map.of(
                                "spendLimit",
                                Map.of("nanoUsd", -1, "period", "day", "action", "warn"))),
                "settings.spendLimit.nanoUsd");
        refused(
                id,
                Map.of(
                        "settings",
                        Map.of(
                                "spendLimit",
                                Map.of("nanoUsd", 1_500, "period", "day", "action", "block"))),
                "settings.spendLimit.nanoUsd");
    }

    @Test
    void badFieldsAreNamed() {
        String id = added("change-bad", "sk-change-bad-1234567890");

        refused(id, Map.of("settings", Map.of("priority", 101)), "settings.priority");
        refused(id, Map.of("settings", Map.of("priority", -1)), "settings.priority");
        refused(
                id,
                Map.of("settings", Map.of("models", List.of("a", "b*c"))),
                "settings.models[1]");
        refused(
                id,
                Map.of("settings", Map.of("models", Arrays.asList("a", null))),
                "settings.models[1]");
        refused(id, Map.of("account", "a b"), "account");
        refused(id, Map.of("label", "x".repeat(101)), "label");
        refused(id, Map.of("label", "it is sk-change-bad-1234567890"), "secret");
        assertThat(
                        as(ServiceName.OPERATOR)
                                .body(Map.of("label", "x"))
                                .patch(BASE + "/credentials/cred_nobody")
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void workspacesHoldTheSameSecretApart() {
        Map<String, Object> mine =
                Map.of(
                        "workspace",
                        "ws_mine",
                        "provider",
                        "change-apart",
                        "secret",
                        "sk-apart-123456");

        assertThat(entered(mine).statusCode()).isEqualTo(200);
        assertThat(entered(mine).statusCode()).isEqualTo(409);
        added("change-apart", "sk-apart-123456");
        assertThat(
                        entered(
                                        Map.of(
                                                "workspace",
                                                "Acme",
                                                "provider",
                                                "p",
                                                "secret",
                                                "sk-12345678"))
                                .jsonPath()
                                .getString("field"))
                .isEqualTo("workspace");
    }

    private static Response entered(Map<String, Object> credential) {
        return as(ServiceName.OPERATOR).body(credential).post(BASE + "/credentials");
    }

    private static List<String> actions(String id) {
        return as(ServiceName.OPERATOR)
                .get(BASE + "/audit?limit=50")
                .jsonPath()
                .<Map<String, Object>>getList("")
                .stream()
                .filter(line -> id.equals(line.get("credential")))
                .map(line -> (String) line.get("action"))
                .toList();
    }

    private static JsonPath changed(String id, Map<String, Object> change) {
        return as(ServiceName.OPERATOR)
                .body(change)
                .patch(BASE + "/credentials/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void refused(String id, Map<String, Object> change, String field) {
        Response answer = as(ServiceName.OPERATOR).body(change).patch(BASE + "/credentials/" + id);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("field")).isEqualTo(field);
    }
}
