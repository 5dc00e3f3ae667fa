package io.spidergate.billing.agent;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.BillingFixtures.ask;
import static io.spidergate.billing.BillingFixtures.issue;
import static io.spidergate.billing.BillingFixtures.tokenWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a token between its making and its end.
@QuarkusTest
@BillingFixtures.Running
class TokenLifeTest {

    private static final String TOKENS = BASE + "/agent-tokens/";

    @Inject PostgresAgents store;
    @Inject DataSource dataSource;

    @Test
    void anEditChangesWhatItNamesAndNothingElse() {
        String ref = tokenWith(Map.of("requestsPerMinute", 60, "budgetNanoUsd", 100));

        patch(
                        ref,
                        Map.of(
                                "allowedModels",
                                List.of("spideriq/*"),
                                "scopes",
                                List.of("gate:chat"),
                                "spending",
                                "free_first",
                                "capture",
                                "none",
                                "tags",
                                List.of("team:search", "prod"),
                                "limits",
                                Map.of("requestsPerMinute", 0, "requestsPerDay", 7)))
                .then()
                .statusCode(200);

        as(ServiceName.DASHBOARD)
                .get(TOKENS + ref)
                .then()
                .statusCode(200)
                .body("allowedModels", equalTo(List.of("spideriq/*")))
                .body("scopes", equalTo(List.of("gate:chat")))
                .body("spending", equalTo("free_first"))
                .body("capture", equalTo("none"))
                .body("tags", equalTo(List.of("team:search", "prod")))
                .body("limits.requestsPerMinute", nullValue())
                .body("limits.requestsPerDay", equalTo(7))
                .body("limits.budgetNanoUsd", equalTo(100));
        patch(ref, Map.of("limits", Map.of("budgetUnlimited", true)))
                .then()
                .body("limits.requestsPerDay", equalTo(7))
                .body("limits.budgetNanoUsd", nullValue());
    }

    @Test
    void aRaisedLimitIsGrantedFromTheNextAskOn() {
        String ref = tokenWith(Map.of("budgetNanoUsd", 10));
        ask("g1", ref, "BUDGET", 11, 11).then().body("denials", hasSize(1));

        patch(ref, Map.of("limits", Map.of("budgetNanoUsd", 50))).then().statusCode(200);

        ask("g1", ref, "BUDGET", 11, 11).then().body("grants[0].limit", equalTo(50));
    }

    @Test
    void aTokenTakesANameThatIsFree() {
        String taken = freshName();
        issue(taken, Map.of()).then().statusCode(200);
        String ref = tokenWith(Map.of());

        patch(ref, Map.of("name", taken))
                .then()
                .statusCode(409)
                .body("code", equalTo("token_name_taken"))
                .body("field", equalTo("name"));
        String free = freshName();
        patch(ref, Map.of("name", free)).then().statusCode(200).body("name", equalTo(free));
        patch(free, Map.of("name", free)).then().statusCode(200).body("tokenRef", equalTo(ref));
    }

    @Test
    void aPausedTokenIsGrantedNothingUntilItIsResumed() {
        String ref = tokenWith(Map.of("budgetNanoUsd", 100));

        patch(ref, Map.of("paused", true)).then().body("paused", equalTo(true));
        ask("g1", ref, "BUDGET", 1, 1).then().body("denials[0].limit", equalTo(0));
        patch(ref, Map.of("paused", false)).then().body("paused", equalTo(false));
        ask("g1", ref, "BUDGET", 1, 1).then().body("grants[0].limit", equalTo(100));
    }

    @Test
    void aTokenEndsWhenItWasMadeTo() throws SQLException {
        String ref = tokenWith(Map.of("budgetNanoUsd", 100));
        String end = Instant.now().plus(Duration.ofDays(1)).toString();

        String told = patch(ref, Map.of("expiresAt", end)).path("expiresAt");
        assertThat(Duration.between(Instant.parse(told), Instant.parse(end)).abs())
                .isLessThan(Duration.ofMillis(1));
        ask("g1", ref, "BUDGET", 1, 1).then().body("grants", hasSize(1));
        try (var connection = dataSource.getConnection();
                var update =
                        connection.prepareStatement(
                                "UPDATE agent_token SET expires_at = now() WHERE token_ref = ?")) {
            update.setString(1, ref);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        ask("g1", ref, "BUDGET", 1, 1).then().body("denials[0].limit", equalTo(0));
        patch(ref, Map.of("expiresAt", "1970-01-01T00:00:00Z"))
                .then()
                .body("expiresAt", nullValue());
    }

    @Test
    void rotationGivesANewSecretUnderTheSameReference() {
        Response issued = issue(freshName(), Map.of());
        String ref = issued.path("agent.tokenRef");

        Response rotated = rotate(ref, 3600).then().statusCode(200).extract().response();

        assertThat(rotated.<String>path("secret"))
                .startsWith("spidergate_pat_" + ref + "_")
                .isNotEqualTo(issued.path("secret"));
        assertThat(Instant.parse(rotated.path("agent.previousUntil")))
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3601));
        AgentToken stored = stored(ref);
        assertThat(stored.version()).isEqualTo(2);
        assertThat(stored.life().previous().hash()).isNotEqualTo(stored.secretHash());
        rotate(ref, 30L * 24 * 3600 + 1)
                .then()
                .statusCode(400)
                .body("field", equalTo("graceSeconds"))
                .body("message", containsString("2592000"));
    }

    @Test
    void whatWasRevokedChangesNoMore() {
        String ref = tokenWith(Map.of());
        as(ServiceName.OPERATOR).delete(TOKENS + ref).then().statusCode(204);

        patch(ref, Map.of("paused", true)).then().statusCode(404);
        rotate(ref, 0).then().statusCode(404).body("code", equalTo("agent_token_not_found"));
        as(ServiceName.OPERATOR).get(TOKENS + ref).then().body("revoked", equalTo(true));
    }

    @Test
    void anotherWorkspacesTokenIsAsUnknownAsNone() {
        String name = freshName();
        String ref = issue(name, Map.of(), "ws_theirs").path("agent.tokenRef");

        for (String token : List.of(ref, name, "nobody")) {
            String mine = TOKENS + token + "?workspace=ws_mine";
            String unknown = as(ServiceName.OPERATOR).get(mine).asString();
            assertThat(unknown).contains("agent_token_not_found").doesNotContain(token);
            as(ServiceName.OPERATOR).body("{}").patch(mine).then().statusCode(404);
            as(ServiceName.OPERATOR).delete(mine).then().statusCode(404);
            as(ServiceName.OPERATOR)
                    .body("{\"graceSeconds\":0}")
                    .post(TOKENS + token + "/rotate?workspace=ws_mine")
                    .then()
                    .statusCode(404);
        }
        as(ServiceName.OPERATOR)
                .get(BASE + "/agents?workspace=ws_mine&after=" + ref)
                .then()
                .statusCode(404);
        as(ServiceName.OPERATOR)
                .get(TOKENS + name + "?workspace=ws_theirs")
                .then()
                .body("tokenRef", equalTo(ref));
    }

    @Test
    void agentsAreListedPageByPageOldestFirst() {
        String workspace = "ws_" + UUID.randomUUID();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(issue(freshName(), Map.of(), workspace).path("agent.tokenRef"));
        }
        String list = BASE + "/agents?limit=2&workspace=" + workspace;

        List<String> listed = new ArrayList<>(refs(list));
        while (listed.size() < made.size()) {
            List<String> page = refs(list + "&after=" + listed.getLast());
            assertThat(page).hasSizeBetween(1, 2);
            listed.addAll(page);
        }
        assertThat(listed).isEqualTo(made);
        assertThat(refs(list + "&after=" + listed.getLast())).isEmpty();
        as(ServiceName.OPERATOR).get(list + "&after=gone").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void aPageHasItsBounds(int limit) {
        for (String list : List.of("/agents", "/workspaces")) {
            as(ServiceName.OPERATOR)
                    .get(BASE + list + "?limit=" + limit)
                    .then()
                    .statusCode(400)
                    .body("field", equalTo("limit"))
                    .body("message", containsString("1 to 1000, got " + limit));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name|{\"name\":\" \"}",
                "scopes|{\"scopes\":[\"gate:all\"]}",
                "scopes|{\"scopes\":[]}",
                "allowedModels[0]|{\"allowedModels\":[\"a*b\"]}",
                "limits.requestsPerMinute|{\"limits\":{\"requestsPerMinute\":1000000001}}",
                "limits|{\"limits\":{\"requestsPerMinute\":-1}}",
                "limits.requestsPerDay|{\"limits\":{\"requestsPerDay\":\"many\"}}",
                "limits.tokensPerDay|{\"limits\":{\"tokensPerDay\":1000000000001}}",
                "limits.concurrentRequests|{\"limits\":{\"concurrentRequests\":100001}}",
                "capture|{\"capture\":\"some\"}",
                "tags[1]|{\"tags\":[\"ok\",\"not ok\"]}",
                "tags[1]|{\"tags\":[\"twice\",\"twice\"]}",
                "tags[0]|{\"tags\":[\"\"]}",
                "tags|{\"tags\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\",\"12\",\"13\",\"14\",\"15\",\"16\",\"17\"]}",
                "expiresAt|{\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
                "expiresAt|{\"expiresAt\":\"tomorrow\"}",
                "spending|{\"spending\":\"never\"}",
            })
    void aWrongEditIsRefusedWithItsFieldAndChangesNothing(String rule) {
        String ref = tokenWith(Map.of("requestsPerMinute", 60));
        String field = rule.substring(0, rule.indexOf('|'));

        as(ServiceName.OPERATOR)
                .body(rule.substring(rule.indexOf('|') + 1))
                .patch(TOKENS + ref)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("field", equalTo(field));
        assertThat(stored(ref).version()).isEqualTo(1);
    }

    @Test
    void onlyOperatorAndDashboardChangeTokens() {
        String ref = tokenWith(Map.of());

        as(ServiceName.GATEWAY).get(TOKENS + ref).then().statusCode(403);
        as(ServiceName.GATEWAY).body("{}").patch(TOKENS + ref).then().statusCode(403);
        as(ServiceName.ROUTER)
                .body("{\"graceSeconds\":0}")
                .post(TOKENS + ref + "/rotate")
                .then()
                .statusCode(403);
        as(ServiceName.GATEWAY).get(BASE + "/workspaces").then().statusCode(403);
        as(ServiceName.GATEWAY).body("{}").post(BASE + "/workspaces").then().statusCode(403);
        as(ServiceName.GATEWAY).body("{}").patch(BASE + "/workspaces/x").then().statusCode(403);
    }

    private AgentToken stored(String ref) {
        AgentToken[] seen = new AgentToken[1];
        store.change(
                new TokenName(ref, null),
                token -> {
                    seen[0] = token;
                    return token;
                },
                Instant.EPOCH,
                Instant.EPOCH);
        return seen[0];
    }

    private static List<String> refs(String list) {
        return as(ServiceName.OPERATOR).get(list).then().statusCode(200).extract().path("tokenRef");
    }

    private static Response patch(String token, Map<String, Object> change) {
        return as(ServiceName.OPERATOR).body(change).patch(TOKENS + token);
    }

    private static Response rotate(String token, long graceSeconds) {
        return as(ServiceName.OPERATOR)
                .body(Map.of("graceSeconds", graceSeconds))
                .post(TOKENS + token + "/rotate");
    }

    private static String freshName() {
        return "agent-" + UUID.randomUUID();
    }
}
