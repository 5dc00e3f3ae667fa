package io.spidergate.router.share;

import static io.spidergate.router.RunningRouter.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.AliasShare;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.router.OnPostgresAndKafka;
import io.spidergate.router.RunningRouter;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A canary that fails ends by itself, for all gateways, until somebody lets it go on.
@QuarkusTest
@OnPostgresAndKafka
class ShareApiTest {

    private static final String SHARES = "/internal/router/v1/shares";
    private static final String ALIASES = "/internal/router/v1/catalogue/aliases";
    private static final String MODEL = "cohere/command-a-plus-05-2026";

    @Inject RunningRouter router;

    @BeforeEach
    void isReady() {
        router.awaitReadiness();
    }

    @AfterEach
    void asItWas() {
        as(ServiceName.OPERATOR).delete(ALIASES);
    }

    @Test
    void aCanaryThatFailsIsRolledBackUntilSomebodyResumesIt() throws Exception {
        put("{model: cohere/command-a-plus-05-2026, percent: 5, rollback_above: 10}")
                .statusCode(200);
        router.awaitSnapshot(s -> share(s) != null && share(s).isDrawn());

        for (int request = 0; request < 6; request++) {
            router.tell(Topics.REQUEST_EVENTS, "req_share_" + request, failedCanary());
        }

        router.awaitSnapshot(s -> !share(s).isDrawn());
        shares().body("", hasSize(1))
                .body("[0].alias", equalTo("agent/canary"))
                .body("[0].model", equalTo(MODEL))
                .body("[0].percent", equalTo(5.0f))
                .body("[0].attempts", equalTo(6))
                .body("[0].failures", equalTo(6))
                .body("[0].rolledBackAt", notNullValue());

        resume("agent/canary", MODEL).statusCode(204);

        router.awaitSnapshot(s -> share(s).isDrawn());
        shares().body("[0].attempts", equalTo(0)).body("[0].rolledBackAt", nullValue());
    }

    @Test
    void tellsOfSharesThatAreNone() {
        put("{model: cohere/command-a-plus-05-2026, percent: 5}").statusCode(200);
        resume("agent/canary", "cohere/nothing")
                .statusCode(404)
                .body("code", equalTo("share_not_found"));
        as(ServiceName.OPERATOR).post(SHARES + "/resume").then().statusCode(404);
    }

    @Test
    void whatIsWrongWithAShareIsToldByItsName() {
        wrong(
                "{model: cohere/command-a-plus-05-2026, percent: 0}",
                "percent of the share of cohere/command-a-plus-05-2026 must be");
        wrong(
                "{model: cohere/command-a-plus-05-2026}",
                "percent of the share of cohere/command-a-plus-05-2026 must be from 0.01");
        wrong("{percent: 5}", "a share must name its model");
        wrong("{model: cohere/nothing, percent: 5}", "names 'cohere/nothing'");
        wrong(
                "{model: cohere/command-a-plus-05-2026, percent: 5, rollback_above: 100}",
                "rollback_above of the share of cohere/command-a-plus-05-2026 must be from 1 to 99, got 100");
        wrong(
                "{model: cohere/command-a-plus-05-2026, percent: 60}, {model: cohere/north-mini-code-1-0, percent: 41}",
                "the shares of agent/canary for all workspaces are 101.0 percent together");
        wrong(
                "{model: cohere/command-a-plus-05-2026, percent: 6}, {model: cohere/command-a-plus-05-2026, percent: 4}",
                "two shares of cohere/command-a-plus-05-2026");
        put("{model: cohere/command-a-plus-05-2026, percent: 60}, {model: cohere/command-a-plus-05-2026, percent: 60, workspace: ws_acme}")
                .statusCode(200);
    }

    @Test
    void isForOperatorsAlone() {
        as(ServiceName.GATEWAY).get(SHARES).then().statusCode(403);
        as(ServiceName.VAULT).post(SHARES + "/resume").then().statusCode(403);
        io.restassured.RestAssured.given().get(SHARES).then().statusCode(401);
    }

    private static void wrong(String shares, String message) {
        put(shares).statusCode(400).body("message", containsString(message));
    }

    private static ValidatableResponse put(String shares) {
        String text =
                """
                aliases:
                  - {name: agent/canary, use_case: Tried, strategy: free_first, needs: [chat], tiers: [[cohere/north-mini-code-1-0]], shares: [%s]}
                """
                        .formatted(shares);
        return as(ServiceName.OPERATOR).body(Map.of("text", text)).put(ALIASES).then();
    }

    private static ValidatableResponse shares() {
        return as(ServiceName.DASHBOARD).get(SHARES).then().statusCode(200);
    }

    private static ValidatableResponse resume(String alias, String model) {
        return as(ServiceName.OPERATOR)
                .queryParam("alias", alias)
                .queryParam("model", model)
                .post(SHARES + "/resume")
                .then();
    }

    private static AliasShare share(RoutingSnapshot snapshot) {
        return snapshot.aliases().stream()
                .filter(alias -> alias.name().equals("agent/canary"))
                .flatMap(alias -> alias.shares().stream())
                .findFirst()
                .orElse(null);
    }

    /// Only the part of an event that the router reads.
    private static Map<String, Object> failedCanary() {
        Map<String, Object> attempt = new HashMap<>();
        attempt.put("number", 1);
        attempt.put("deployment", "dep_cohere:default:command-a-plus-05-2026");
        attempt.put("provider", "cohere");
        attempt.put("account", "default");
        attempt.put("upstreamModel", "command-a-plus-05-2026");
        attempt.put("endedUs", 1_000);
        attempt.put("failureClass", "SERVER_ERROR");
        attempt.put(
                "usage",
                Map.of(
                        "inputTokens", 0,
                        "cachedInputTokens", 0,
                        "outputTokens", 0,
                        "evidence", "NONE"));
        attempt.put("cost", Map.of("nanoUsd", 0, "basis", "NONE"));
        return Map.of(
                "schema",
                1,
                "startedAt",
                Instant.now().toString(),
                "workspace",
                "ws_default",
                "plan",
                Map.of("alias", "agent/canary", "share", MODEL),
                "attempts",
                List.of(attempt));
    }
}
