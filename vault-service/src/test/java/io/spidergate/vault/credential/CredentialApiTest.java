package io.spidergate.vault.credential;

import static io.spidergate.vault.VaultCalls.BASE;
import static io.spidergate.vault.VaultCalls.add;
import static io.spidergate.vault.VaultCalls.added;
import static io.spidergate.vault.VaultCalls.as;
import static io.spidergate.vault.VaultCalls.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spidergate.contracts.identity.ServiceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CredentialApiTest {

    @Test
    void whatWentInIsListedWithoutItsSecret() {
        String id = added("api-listed", "gsk_0123456789012345678901234f2a");

        Map<String, Object> listed = listed(id);

        assertThat(listed)
                .containsEntry("provider", "api-listed")
                .containsEntry("account", "default")
                .containsEntry("label", "label of api-listed")
                .containsEntry("preview", "gsk_…4f2a")
                .containsEntry("enabled", true)
                .containsEntry("purpose", "requests")
                .containsEntry("workspace", "ws_default")
                .containsEntry(
                        "settings",
                        Map.of(
                                "shared",
                                false,
                                "priority",
                                10,
                                "models",
                                List.of(),
                                "embeddings",
                                true))
                .containsOnlyKeys(
                        "id",
                        "workspace",
                        "provider",
                        "account",
                        "label",
                        "preview",
                        "enabled",
                        "settings",
                        "createdAt",
                        "purpose");
    }

    @Test
    void accountAndLabelHaveDefaults() {
        String id =
                as(ServiceName.DASHBOARD)
                        .body(Map.of("provider", "api-defaults", "secret", "sk-1234567890"))
                        .post(BASE + "/credentials")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("id");

        assertThat(listed(id))
                .containsEntry("account", "default")
                .containsEntry("label", "api-defaults");
    }

    @Test
    void theSameSecretOfTheSameProviderIsRefusedKindly() {
        String id = added("api-twice", "sk-twice-12345678901234567890");

        JsonPath problem =
                add("api-twice", "another", "sk-twice-12345678901234567890")
                        .then()
                        .statusCode(409)
                        .extract()
                        .jsonPath();

        assertThat(problem.getString("code")).isEqualTo("credential_exists");
        assertThat(problem.getString("message"))
                .isEqualTo(
                        "provider api-twice has this secret already: %s, labelled 'label of api-twice'"
                                .formatted(id));
        assertThat(
                        add("api-twice-2", "other provider", "sk-twice-12345678901234567890")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsRemovedIsGoneAndCanComeBackAsAnother() {
        String id = added("api-removed", "sk-removed-12345678901234567890");

        assertThat(remove(id).statusCode()).isEqualTo(204);

        assertThat(remove(id).statusCode()).isEqualTo(404);
        assertThat(added("api-removed", "sk-removed-12345678901234567890")).isNotEqualTo(id);
    }

    @Test
    void additionsAndRemovalsAreAudited() {
        String id = added("api-audited", "sk-audited-12345678901234567890");
        remove(id);

        List<Map<String, Object>> lines =
                as(ServiceName.DASHBOARD).get(BASE + "/audit?limit=2").jsonPath().getList("");

        assertThat(lines)
                .extracting(l -> l.get("action") + " " + l.get("credential") + " " + l.get("actor"))
                .containsExactly("removed " + id + " operator", "created " + id + " operator");
    }

    @Test
    void badFieldsAreNamedAndTheSecretIsNot() {
        String secret = "sk-bad-field-1234567890";
        refused(Map.of("provider", "No Provider", "secret", secret), "provider");
        refused(Map.of("secret", secret), "provider");
        refused(Map.of("provider", "p", "account", "a b", "secret", secret), "account");
        refused(Map.of("provider", "p", "label", "x".repeat(101), "secret", secret), "label");
        refused(Map.of("provider", "p", "label", "my " + secret, "secret", secret), "secret");
        refused(Map.of("provider", "p"), "secret");
        refused(Map.of("provider", "p", "secret", secret + "\nsecond line"), "secret");
        refused(Map.of("provider", "p", "secret", secret + "é"), "secret");
        refused(Map.of("provider", "p", "secret", " " + secret), "secret");
        refused(Map.of("provider", "p", "secret", secret.repeat(400)), "secret");
    }

    @Test
    void brokenJsonIsRefusedWithoutBeingQuoted() {
        Response unquoted =
                as(ServiceName.OPERATOR)
                        .body("{\"provider\":\"p\",\"secret\": sk-unquoted-secret }")
                        .post(BASE + "/credentials");
        Response wrongType =
                as(ServiceName.OPERATOR)
                        .body("{\"provider\":\"p\",\"secret\":{\"sk-nested-secret\":1}}")
                        .post(BASE + "/credentials");

        assertThat(unquoted.statusCode()).isEqualTo(400);
        assertThat(unquoted.asString()).contains("invalid_body").doesNotContain("sk-unquoted");
        assertThat(wrongType.statusCode()).isEqualTo(400);
        assertThat(wrongType.asString())
                .contains("\"field\":\"secret\"")
                .doesNotContain("sk-nested");
        assertThat(as(ServiceName.OPERATOR).post(BASE + "/credentials").statusCode())
                .isEqualTo(400);
    }

    @Test
    void anImpossibleIdIsNotFound() {
        assertThat(remove("nonsense").statusCode()).isEqualTo(404);
        assertThat(remove("cred_" + "x".repeat(400)).statusCode()).isEqualTo(404);
    }

    private static void refused(Map<String, Object> fields, String field) {
        Response answer =
                as(ServiceName.OPERATOR).body(new HashMap<>(fields)).post(BASE + "/credentials");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("field")).isEqualTo(field);
        assertThat(answer.asString()).doesNotContain("sk-bad-field");
    }

    private static Map<String, Object> listed(String id) {
        return as(ServiceName.ROUTER)
                .get(BASE + "/credentials")
                .jsonPath()
                .<Map<String, Object>>getList("")
                .stream()
                .filter(credential -> credential.get("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theListHasPagesOldestFirstAndNoneIsMissedOrToldTwice() {
        for (int i = 0; i < 5; i++) {
            added("works--paged-" + i, "sk-paged-key-0000-" + i);
        }
        List<String> whole = ids(as(ServiceName.OPERATOR).get(BASE + "/credentials"));
        List<String> paged = new ArrayList<>();
        List<String> page = ids(as(ServiceName.OPERATOR).get(BASE + "/credentials?limit=3"));
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            paged.addAll(page);
            page =
                    ids(
                            as(ServiceName.OPERATOR)
                                    .get(BASE + "/credentials?limit=3&after=" + page.getLast()));
        }
        assertThat(paged).isEqualTo(whole);
        for (String wrong : List.of("limit=0", "limit=1001")) {
            as(ServiceName.OPERATOR).get(BASE + "/credentials?" + wrong).then().statusCode(400);
        }
        as(ServiceName.OPERATOR).get(BASE + "/credentials?after=cred_gone").then().statusCode(404);
    }

    private static List<String> ids(Response page) {
        return page.jsonPath().getList("id", String.class);
    }
}
