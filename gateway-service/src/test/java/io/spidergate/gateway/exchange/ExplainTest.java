package io.spidergate.gateway.exchange;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.gateway.quota.DeskInMemory;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What would become of a request is told by the function that decides it, and nobody is called.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class ExplainTest extends ChatCallers {

    @Inject DeskInMemory desk;

    @BeforeEach
    void counted() {
        tables.set(
                new Landscape()
                        .provider("groq", simulator.baseUrl("groq"))
                        .provider("openai", simulator.baseUrl("openai"))
                        .deployment("groq", model, TokenPrice.FREE)
                        .counted(new QuotaWindow(QuotaUnit.REQUESTS, 1, 60, QuotaReset.ROLLING))
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .alias("task/chat", "groq/" + model, "openai/" + model)
                        .alias("free/chat", "groq/" + model)
                        .table());
        tables.current().snapshot().quotaPools().forEach(desk::knows);
    }

    @Test
    void tellsTheCandidatesInTheirOrderWithCostAndQuota() {
        explain(REF, "task/chat")
                .statusCode(200)
                .body("object", equalTo("routing.plan"))
                .body("alias", equalTo("task/chat"))
                .body("would", equalTo("serve"))
                .body("candidates.provider", contains("groq", "openai"))
                .body("candidates.cost", contains("free", "paid"))
                .body("candidates[0].quota_slack", equalTo(1.0f))
                .body("candidates[0].max_cost_usd", equalTo(0))
                .body("exclusions", empty());
        assertThat(simulator.calls()).isEmpty();
        assertThat(allowance.asked()).isEmpty();
        assertThat(journal.events()).isEmpty();
    }

    @Test
    void isWhatHappens() {
        client().chat().completions().create(ask("task/chat").build());
        client().chat().completions().create(ask("task/chat").build());
        List<String> told = explain(REF, "task/chat").extract().path("candidates.deployment");
        client().chat().completions().create(ask("task/chat").build());

        assertThat(journal.await(3).getLast().plan().candidates().stream().map(DeploymentId::value))
                .isEqualTo(told)
                .hasSize(1);
        explain(REF, "task/chat")
                .body("exclusions.reason", contains("quota_empty"))
                .body("exclusions.provider", contains("groq"))
                .body("exclusions[0].detail", containsString("1 of 1 requests a minute"));
    }

    @Test
    void tellsWhyNobodyWouldServe() {
        client().chat().completions().create(ask("free/chat").build());
        refused(REF, "free/chat");

        explain(REF, "free/chat")
                .statusCode(200)
                .body("would", equalTo("refuse"))
                .body("error.status", equalTo(429))
                .body("error.code", equalTo("quota_exhausted"))
                .body("candidates", empty())
                .body("exclusions", hasSize(1));
        explain(REF, "no/such").body("error.code", equalTo("model_not_found"));
        explain("limited", "task/chat").body("error.code", equalTo("model_not_allowed"));
    }

    @Test
    void tellsByWhatAConversationIsKnown() {
        String body =
                "{\"model\":\"task/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        given().auth()
                .oauth2(Landscape.secret(REF))
                .contentType("application/json")
                .header("x-session-id", "one")
                .body(body)
                .post("/v1/routing/explain")
                .then()
                .body("conversation", equalTo("session"));
        explain(REF, "task/chat").body("conversation", nullValue());
    }

    @Test
    void isOnlyForAgentsAndForBodiesThatCouldBeSent() {
        given().contentType("application/json")
                .body("{}")
                .post("/v1/routing/explain")
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(Landscape.secret(REF))
                .contentType("application/json")
                .body("{\"model\":\"task/chat\"}")
                .post("/v1/routing/explain")
                .then()
                .statusCode(400)
                .body("error.param", equalTo("messages"));
    }

    private static ValidatableResponse explain(String ref, String asked) {
        return given().auth()
                .oauth2(Landscape.secret(ref))
                .contentType("application/json")
                .body(
                        """
                        {"model":"%s","messages":[{"role":"user","content":"Hello"}]}\
                        """
                                .formatted(asked))
                .post("/v1/routing/explain")
                .then();
    }
}
