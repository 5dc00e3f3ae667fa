package io.spidergate.router.capability;

import static io.spidergate.router.RunningRouter.as;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.router.OnPostgresAndKafka;
import io.spidergate.router.RunningRouter;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a model refuses is told to all gateways, shown, stored, and forgotten when somebody says
/// so.
@QuarkusTest
@OnPostgresAndKafka
class CapabilityApiTest {

    private static final String CAPABILITIES = "/internal/router/v1/capabilities";
    private static final String MODEL = "command-a-plus-05-2026";
    private static final String DEPLOYMENT = "dep_cohere:default:" + MODEL;

    @Inject RunningRouter router;
    @Inject PostgresCapabilities stored;

    @BeforeEach
    void isReady() {
        router.awaitReadiness();
    }

    @Test
    void aRefusalIsPublishedShownStoredAndForgotten() throws Exception {
        of(MODEL)
                .body("source", everyItem(equalTo("catalogue")))
                .body("capability", hasItem("function_calling"));

        router.tell(Topics.REQUEST_EVENTS, "req_capability_1", refused());

        router.awaitSnapshot(CapabilityApiTest::lacksTools);
        of(MODEL)
                .body("findAll { it.capability == 'function_calling' }", hasSize(1))
                .body("find { it.capability == 'function_calling' }.source", equalTo("measured"))
                .body("find { it.capability == 'function_calling' }.able", is(false))
                .body("find { it.capability == 'function_calling' }.account", equalTo("default"))
                .body("find { it.capability == 'function_calling' }.refusals", equalTo(1))
                .body("find { it.capability == 'function_calling' }.until", notNullValue())
                .body(
                        "find { it.capability == 'function_calling' }.evidence",
                        equalTo("it does not support tools"));
        Assertions.assertThat(stored.all())
                .containsKey(new Ability("cohere", "default", MODEL, Capability.FUNCTION_CALLING));

        forget("cohere", MODEL).statusCode(204);

        router.awaitSnapshot(snapshot -> !lacksTools(snapshot));
        of(MODEL).body("source", not(hasItem("measured")));
        Assertions.assertThat(stored.all()).isEmpty();
    }

    @Test
    void whatIsWrongIsToldByItsName() {
        as(ServiceName.OPERATOR)
                .get(CAPABILITIES)
                .then()
                .statusCode(400)
                .body("code", equalTo("missing_parameter"))
                .body("field", equalTo("provider"));
        as(ServiceName.OPERATOR)
                .queryParam("provider", "nobody")
                .get(CAPABILITIES)
                .then()
                .statusCode(404)
                .body("code", equalTo("provider_not_found"));
        as(ServiceName.OPERATOR)
                .queryParam("provider", "cohere")
                .delete(CAPABILITIES)
                .then()
                .statusCode(400)
                .body("field", equalTo("model"));
        forget("cohere", "nothing")
                .statusCode(404)
                .body("code", equalTo("capability_not_measured"));
    }

    @Test
    void isForOperatorsAlone() {
        as(ServiceName.GATEWAY).get(CAPABILITIES).then().statusCode(403);
        as(ServiceName.VAULT).delete(CAPABILITIES).then().statusCode(403);
        RestAssured.given().get(CAPABILITIES).then().statusCode(401);
    }

    private static ValidatableResponse of(String model) {
        return as(ServiceName.DASHBOARD)
                .queryParam("provider", "cohere")
                .queryParam("model", model)
                .get(CAPABILITIES)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse forget(String provider, String model) {
        return as(ServiceName.OPERATOR)
                .queryParam("provider", provider)
                .queryParam("model", model)
                .delete(CAPABILITIES)
                .then();
    }

    private static boolean lacksTools(RoutingSnapshot snapshot) {
        return RunningRouter.deployment(snapshot, DEPLOYMENT)
                .health()
                .hasRefused(Capability.FUNCTION_CALLING);
    }

    /// Only the part of an event that the router reads.
    private static Map<String, Object> refused() {
        Map<String, Object> attempt = new HashMap<>();
        attempt.put("number", 1);
        attempt.put("deployment", DEPLOYMENT);
        attempt.put("provider", "cohere");
        attempt.put("account", "default");
        attempt.put("upstreamModel", MODEL);
        attempt.put("endedUs", 1_000);
        attempt.put("failureClass", "CAPABILITY_MISSING");
        attempt.put("failureMessage", "it does not support tools");
        attempt.put("lacking", "function_calling");
        attempt.put(
                "usage",
                Map.of(
                        "inputTokens", 0,
                        "cachedInputTokens", 0,
                        "outputTokens", 0,
                        "evidence", "NONE"));
        attempt.put("cost", Map.of("nanoUsd", 0, "basis", "NONE"));
        return Map.of(
                "schema", 1, "startedAt", Instant.now().toString(), "attempts", List.of(attempt));
    }
}
