package io.spidergate.billing.agent;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.JwtIdentity;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Agents that are recognised by a JWT.
@QuarkusTest
@BillingFixtures.Running
class TokenIdentityTest {

    private static final String TOKENS = BASE + "/agent-tokens/";

    @Inject PostgresTransactions transactions;

    private final String issuer = "https://" + UUID.randomUUID();

    @Test
    void anAgentThatIsRecognisedByItsJwtHasNoSecret() {
        Response issued = issue("ws_default", identity(Map.of("sub", "a", "/k/ns", "b*")), null);

        issued.then()
                .statusCode(200)
                .body("secret", nullValue())
                .body("agent.hasSecret", equalTo(false))
                .body("agent.identity.issuer", equalTo(issuer))
                .body("agent.identity.claims.sub", equalTo("a"));
        AgentToken stored = stored(issued.path("agent.tokenRef"));
        assertThat(stored.hasSecret()).isFalse();
        assertThat(stored.identity())
                .isEqualTo(new JwtIdentity(issuer, null, Map.of("sub", "a", "/k/ns", "b*")));
    }

    @Test
    void itMayHaveBoth() {
        issue("ws_default", identity(Map.of("sub", "a")), true)
                .then()
                .statusCode(200)
                .body("secret", not(nullValue()))
                .body("agent.hasSecret", equalTo(true));
    }

    @Test
    void whoeverIsRecognisedByNothingIsNotMade() {
        issue("ws_default", null, false).then().statusCode(400).body("field", equalTo("identity"));
        String ref = issue("ws_default", identity(Map.of("sub", "a")), null).path("agent.tokenRef");
        patch(ref, Map.of("identity", Map.of("issuer", "", "claims", Map.of())))
                .then()
                .statusCode(400)
                .body("field", equalTo("identity"));
        patch(ref, Map.of("secret", true)).then().statusCode(400).body("field", equalTo("secret"));
    }

    @Test
    void aSecretCanComeByRotationAndGo() {
        String ref = issue("ws_default", identity(Map.of("sub", "a")), null).path("agent.tokenRef");

        as(ServiceName.OPERATOR)
                .body("{\"graceSeconds\":3600}")
                .post(TOKENS + ref + "/rotate")
                .then()
                .statusCode(200)
                .body("secret", containsString(ref))
                .body("agent.previousUntil", nullValue());
        patch(ref, Map.of("secret", false)).then().body("hasSecret", equalTo(false));
        assertThat(stored(ref).life().previous()).isNull();

        String withSecret = issue("ws_default", null, null).path("agent.tokenRef");
        patch(withSecret, Map.of("secret", false)).then().statusCode(400);
        patch(withSecret, Map.of("secret", false, "identity", identity(Map.of("sub", "b"))))
                .then()
                .statusCode(200)
                .body("hasSecret", equalTo(false));
    }

    @Test
    void anIdentityCanBeTakenAwayAndIsFreeThen() {
        String ref = issue("ws_default", identity(Map.of("sub", "a")), true).path("agent.tokenRef");
        patch(ref, Map.of("identity", Map.of("issuer", "", "claims", Map.of())))
                .then()
                .statusCode(200)
                .body("identity", nullValue());
        issue("ws_default", identity(Map.of("sub", "a")), null).then().statusCode(200);
    }

    @Test
    void noJwtCanMeanTwo() {
        Response first = issue("ws_default", identity(Map.of("sub", "sa:ns:*")), null);
        String name = first.path("agent.name");

        issue("ws_default", identity(Map.of("sub", "sa:ns:one")), null)
                .then()
                .statusCode(409)
                .body("code", equalTo("identity_overlaps"))
                .body("field", equalTo("identity"))
                .body("message", containsString(name));
        issue("ws_default", identity(Map.of("email", "x")), null).then().statusCode(409);
        String other =
                issue("ws_default", identity(Map.of("sub", "sa:other:one")), null)
                        .path("agent.tokenRef");
        patch(other, Map.of("identity", identity(Map.of("sub", "sa:*")))).then().statusCode(409);
        patch(other, Map.of("identity", identity(Map.of("sub", "sa:other:*"))))
                .then()
                .statusCode(200);

        as(ServiceName.OPERATOR)
                .delete(TOKENS + first.path("agent.tokenRef"))
                .then()
                .statusCode(204);
        issue("ws_default", identity(Map.of("sub", "sa:ns:one")), null).then().statusCode(200);
    }

    @Test
    void ofAnotherWorkspacesTokenNothingIsTold() {
        Response theirs = issue("ws_theirs", identity(Map.of("sub", "a")), null);

        String refusal = issue("ws_mine", identity(Map.of("sub", "a")), null).asString();
        assertThat(refusal)
                .contains("identity_overlaps")
                .doesNotContain("ws_theirs")
                .doesNotContain(theirs.<String>path("agent.name"))
                .doesNotContain(theirs.<String>path("agent.tokenRef"));
    }

    @Test
    void ofManyWhoComeAtOnceOneGetsIt() throws Exception {
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(() -> issue("ws_default", identity(Map.of("sub", "a")), null).statusCode());
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> one : threads.invokeAll(all)) {
                statuses.add(one.get());
            }
        }
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity.issuer|{\"issuer\":\"\",\"claims\":{\"sub\":\"a\"}}",
                "identity.issuer|{\"issuer\":\"a b\",\"claims\":{\"sub\":\"a\"}}",
                "identity.audience|{\"issuer\":\"i\",\"audience\":\"\",\"claims\":{\"sub\":\"a\"}}",
                "identity.claims|{\"issuer\":\"i\",\"claims\":{}}",
                "identity.claims|{\"issuer\":\"i\"}",
                "identity.claims.sub|{\"issuer\":\"i\",\"claims\":{\"sub\":\"*\"}}",
                "identity.claims.sub|{\"issuer\":\"i\",\"claims\":{\"sub\":\"a*b\"}}",
                "identity.claims.sub|{\"issuer\":\"i\",\"claims\":{\"sub\":\"\"}}",
                "identity.claims.sub|{\"issuer\":\"i\",\"claims\":{\"sub\":null}}",
                "identity.claims.aud|{\"issuer\":\"i\",\"claims\":{\"aud\":\"a\"}}",
                "identity.claims./a~b|{\"issuer\":\"i\",\"claims\":{\"/a~b\":\"a\"}}",
                "identity|{\"issuer\":\"\",\"claims\":{}}",
            })
    void whatCannotBeMeantIsRefusedByItsField(String wrong) {
        String field = wrong.substring(0, wrong.indexOf('|'));
        String identity = wrong.substring(wrong.indexOf('|') + 1);
        as(ServiceName.OPERATOR)
                .body(
                        "{\"name\":\"%s\",\"allowedModels\":[],\"limits\":{\"budgetSoft\":false},\"identity\":%s}"
                                .formatted(UUID.randomUUID(), identity))
                .post(BASE + "/agent-tokens")
                .then()
                .statusCode(400)
                .body("field", equalTo(field));
    }

    private Map<String, Object> identity(Map<String, String> claims) {
        return Map.of("issuer", issuer, "claims", claims);
    }

    private static Response issue(String workspace, Map<String, Object> identity, Boolean secret) {
        Map<String, Object> body = new HashMap<>();
        body.put("workspace", workspace);
        body.put("name", "agent-" + UUID.randomUUID());
        body.put("allowedModels", List.of());
        body.put("limits", Map.of("budgetSoft", false));
        body.put("identity", identity);
        body.put("secret", secret);
        return as(ServiceName.OPERATOR).body(body).post(BASE + "/agent-tokens");
    }

    private static Response patch(String ref, Map<String, Object> change) {
        return as(ServiceName.OPERATOR).body(change).patch(TOKENS + ref);
    }

    private AgentToken stored(String ref) {
        return transactions.call(connection -> {
            try (var select =
                    connection.prepareStatement("SELECT * FROM agent_token WHERE token_ref = ?")) {
                select.setString(1, ref);
                try (ResultSet row = select.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    return PostgresTokenRows.token(row);
                }
            }
        });
    }
}
