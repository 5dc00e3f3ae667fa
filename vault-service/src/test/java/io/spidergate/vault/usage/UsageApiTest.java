package io.spidergate.vault.usage;

import static io.spidergate.vault.VaultCalls.BASE;
import static io.spidergate.vault.VaultCalls.added;
import static io.spidergate.vault.VaultCalls.as;
import static io.spidergate.vault.VaultCalls.probe;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.vault.Surroundings;
import io.spidergate.vault.lease.Gateway;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class UsageApiTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @Test
    void openAiTellsTodaysCostsOfAllKeysOrOfSomeProjects() {
        chat("openai", "sim-usage-a");
        chat("openai", "sim-usage-b");

        JsonPath all = read(usageKey("usage-openai", "sim-admin-all", List.of())).jsonPath();
        JsonPath none =
                read(usageKey("usage-openai", "sim-admin-none", List.of("proj_none"))).jsonPath();

        assertThat(all.getString("provider")).isEqualTo("usage-openai");
        assertThat(all.getString("account")).isEqualTo("default");
        assertThat(all.getString("until")).isEqualTo(TODAY.plusDays(1).toString());
        assertThat(all.getList("lines.item")).contains("gpt-usage");
        assertThat(all.getString("lines[0].day")).isEqualTo(TODAY.toString());
        assertThat(all.getLong("lines[0].nanoUsd")).isPositive();
        assertThat(none.getList("lines")).isEmpty();
    }

    @Test
    void anthropicTellsItWithItsOwnHeaders() {
        chat("anthropic", "sim-usage-c");

        JsonPath usage = read(usageKey("usage-anthropic", "sim-admin-ant", List.of())).jsonPath();

        assertThat(usage.getList("lines.item")).contains("gpt-usage usage");
    }

    @Test
    void openRouterTellsOfADayWhenItIsOver() {
        chat("openrouter", "sim-usage-d");

        JsonPath usage = read(usageKey("usage-openrouter", "sim-admin-or", List.of())).jsonPath();

        assertThat(usage.getString("until")).isEqualTo(TODAY.toString());
        assertThat(usage.getList("lines")).isEmpty();
    }

    @Test
    void noGatewayGetsTheKeyAndEachReadingIsAudited() throws GeneralSecurityException {
        String id = usageKey("usage-openai", "sim-admin-kept", List.of());

        read(id).then().statusCode(200);

        JsonPath line = as(ServiceName.OPERATOR).get(BASE + "/audit?limit=1").jsonPath();
        assertThat(line.getString("[0].action")).isEqualTo("usage_read");
        assertThat(line.getString("[0].credential")).isEqualTo(id);
        assertThat(line.getString("[0].detail")).isEqualTo("provider usage-openai: told");
        JsonPath lease = new Gateway("gw-usage").lease(List.of(id)).jsonPath();
        assertThat(lease.getList("leases")).isEmpty();
        assertThat(lease.getString("refusals[0].reason")).isEqualTo("not_for_requests");
        JsonPath view =
                as(ServiceName.OPERATOR).get(BASE + "/credentials").jsonPath().setRootPath("");
        assertThat(view.getString("find { it.id == '%s' }.purpose".formatted(id)))
                .isEqualTo("usage");
    }

    @Test
    void theProbeOfSuchAKeyIsAReading() {
        assertThat(
                        probe(usageKey("usage-openai", "sim-admin-probed", List.of()))
                                .jsonPath()
                                .getString("verdict"))
                .isEqualTo("WORKS");
        assertThat(
                        probe(usageKey("usage-openai", "sim-ordinary-key", List.of()))
                                .jsonPath()
                                .getString("verdict"))
                .isEqualTo("BAD_KEY");
    }

    @Test
    void whoIsNotToldGetsTheReason() {
        Response ordinary = read(usageKey("usage-openai", "sim-ordinary-read", List.of()));
        Response unknownApi = read(usageKey("works--usage", "sim-admin-no-api", List.of()));
        Response forRequests = read(added("works--for-requests", "sim-for-requests-12345"));

        ordinary.then().statusCode(409);
        assertThat(ordinary.jsonPath().getString("code")).isEqualTo("usage_not_read");
        assertThat(ordinary.jsonPath().getString("message")).contains("HTTP 403", "an admin key");
        assertThat(unknownApi.jsonPath().getString("message")).contains("usage_api");
        assertThat(forRequests.statusCode()).isEqualTo(409);
        assertThat(forRequests.jsonPath().getString("message")).contains("requests are sent");
    }

    @ParameterizedTest
    @CsvSource({"settings, settings", "usageOf, usageOf", "many, usageOf", "purpose, usageOf"})
    void whatDoesNotGoWithThePurposeIsRefused(String wrong, String field) {
        Map<String, Object> body = new HashMap<>(body("usage-openai", "sim-admin-wrong"));
        switch (wrong) {
            case "settings" -> body.put("settings", Map.of("priority", 5));
            case "usageOf" -> body.put("usageOf", List.of("proj a"));
            case "many" -> body.put("usageOf", java.util.Collections.nCopies(21, "proj"));
            default -> {
                body.put("purpose", "requests");
                body.put("usageOf", List.of("proj_a"));
            }
        }

        Response refused = as(ServiceName.OPERATOR).body(body).post(BASE + "/credentials");

        refused.then().statusCode(400);
        assertThat(refused.jsonPath().getString("field")).isEqualTo(field);
    }

    @Test
    void itsSettingsCannotBeChangedLater() {
        String id = usageKey("usage-openai", "sim-admin-unchanged", List.of());

        as(ServiceName.OPERATOR)
                .body(Map.of("settings", Map.of("shared", true)))
                .patch(BASE + "/credentials/" + id)
                .then()
                .statusCode(400);
    }

    private static Map<String, Object> body(String provider, String secret) {
        return Map.of("provider", provider, "secret", secret, "purpose", "usage");
    }

    private static String usageKey(String provider, String secret, List<String> usageOf) {
        Map<String, Object> body = new HashMap<>(body(provider, secret));
        body.put("usageOf", usageOf);
        return as(ServiceName.OPERATOR)
                .body(body)
                .post(BASE + "/credentials")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static Response read(String id) {
        return as(ServiceName.BILLING)
                .post(
                        "%s/credentials/%s/usage?from=%s&until=%s"
                                .formatted(BASE, id, TODAY.minusDays(6), TODAY.plusDays(1)));
    }

    private static void chat(String provider, String key) {
        RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .contentType(ContentType.JSON)
                .body(
                        "{\"model\":\"gpt-usage\",\"messages\":[{\"role\":\"user\",\"content\":\"How much?\"}]}")
                .post(Surroundings.SIMULATOR.baseUrl(provider) + "/chat/completions")
                .then()
                .statusCode(200);
    }
}
