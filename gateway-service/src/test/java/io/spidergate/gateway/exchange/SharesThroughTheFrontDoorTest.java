package io.spidergate.gateway.exchange;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A share of an alias's conversations asks another model first; a conversation stays with its
/// share, the trace tells it, and what the model cannot do the chain does.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class SharesThroughTheFrontDoorTest extends ChatCallers {

    @Test
    void aConversationStaysWithItsShareAndTheTraceTellsIt() {
        landscape(50);
        Map<String, Integer> served = new HashMap<>();
        for (int conversation = 0; conversation < 24; conversation++) {
            for (int turn = 0; turn < 2; turn++) {
                ask("session-" + conversation, turn);
            }
        }
        List<RequestEvent> events = journal.await(48);
        for (int at = 0; at < events.size(); at += 2) {
            RequestEvent first = events.get(at);
            assertThat(events.get(at + 1).servedProvider()).isEqualTo(first.servedProvider());
            boolean canary = "openai".equals(first.servedProvider());
            assertThat(first.plan().share()).isEqualTo(canary ? "openai/" + model : null);
            served.merge(first.servedProvider(), 1, Integer::sum);
        }
        assertThat(served).as("both are asked").containsOnlyKeys("groq", "openai");
    }

    @Test
    void explainTellsTheShareThatIsDrawn() {
        landscape(100);
        explain()
                .body("share", equalTo("openai/" + model))
                .body("candidates[0].provider", equalTo("openai"))
                .body("candidates[1].provider", equalTo("groq"));
        landscape(0.01);
        explain().body("share", nullValue()).body("candidates.size()", equalTo(1));
    }

    @Test
    void whatTheModelOfAShareCannotServeTheChainServes() {
        landscape(100);
        simulator.script(Scenario.of("{provider: openai, status: 503}"));

        ask("s", 0);

        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.servedProvider()).isEqualTo("groq");
        assertThat(event.plan().share()).isEqualTo("openai/" + model);
        assertThat(event.attempts()).hasSize(2);
    }

    private void ask(String session, int turn) {
        client().chat()
                .completions()
                .create(
                        ChatCompletionCreateParams.builder()
                                .model("task/chat")
                                .addUserMessage("Say hello " + turn)
                                .putAdditionalHeader("x-session-id", session)
                                .build());
    }

    private ValidatableResponse explain() {
        return given().auth()
                .oauth2(Landscape.secret(REF))
                .contentType("application/json")
                .body(
                        """
                        {"model": "task/chat", "messages": [{"role": "user", "content": "Say hi"}]}\
                        """)
                .post("/v1/routing/explain")
                .then()
                .statusCode(200);
    }

    private void landscape(double percent) {
        tables.set(
                new Landscape()
                        .provider("groq", simulator.baseUrl("groq"))
                        .provider("openai", simulator.baseUrl("openai"))
                        .deployment("groq", model, TokenPrice.FREE)
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .alias("task/chat", "groq/" + model)
                        .sharing(percent, "openai/" + model)
                        .table());
    }
}
