package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.simulator.Scenario;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A model that refuses what the catalogue says that it can do is asked for it once, and another
/// serves; the caller hears nothing of it.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class CapabilitiesThroughTheFrontDoorTest extends FrontDoor {

    private static final String REF = "capable00001";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":{\"type\":\"object\"}}}]";
    private static final String SCHEMA =
            "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"s\",\"schema\":{\"type\":\"object\"}}}";
    private static final String OBJECT = "\"response_format\":{\"type\":\"json_object\"}";
    private static final String EFFORT = "\"reasoning_effort\":\"low\"";
    private static final String PLAIN = "\"temperature\":0";

    /// What was refused outlives a test; a model of its own keeps each to itself.
    private static int counter;

    private String model;

    @BeforeEach
    void token() {
        tokens.put(Landscape.token(REF));
        model = "able-" + ++counter;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"groq", "openrouter", "gemini", "mistral", "local", "nvidia", "cerebras"})
    void anotherServesAndTheFirstIsNotAskedAgainPlainAndStreamed(String provider) throws Exception {
        landscape(provider);
        simulator.script(Scenario.of("{provider: %s, unable: tools}".formatted(provider)));

        assertThat(servedBy(ask("task/able", TOOLS, false))).isEqualTo("openai");
        assertRefused(journal.await(1).getFirst(), Capability.FUNCTION_CALLING);
        assertThat(servedBy(ask("task/able", TOOLS, false))).isEqualTo("openai");
        assertThat(ask("task/able", TOOLS, true).statusCode()).isEqualTo(200);

        assertThat(calls(provider)).as("asked for tools once").isEqualTo(1);
        assertThat(servedBy(ask("task/able", PLAIN, false)))
                .as("it still serves what it can")
                .isEqualTo(provider);
        assertThat(journal.await(4).get(1).plan().exclusions())
                .singleElement()
                .satisfies(exclusion -> {
                    assertThat(exclusion.reason()).isEqualTo("lacks_capability");
                    assertThat(exclusion.detail()).startsWith("refused function_calling, measured");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"groq", "openrouter", "gemini", "local"})
    void aStreamThatIsRefusedGoesOnInSilence(String provider) throws Exception {
        landscape(provider);
        simulator.script(Scenario.of("{provider: %s, unable: tools}".formatted(provider)));

        Response streamed = ask("task/able", TOOLS, true);

        assertThat(streamed.statusCode()).isEqualTo(200);
        assertThat(streamed.asString()).contains("data: [DONE]").doesNotContain("error");
        assertRefused(journal.await(1).getFirst(), Capability.FUNCTION_CALLING);
        assertThat(ask("task/able", TOOLS, true).statusCode()).isEqualTo(200);
        assertThat(calls(provider)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "groq, json_schema, JSON_SCHEMA",
        "openai, json_object, JSON_OBJECT",
        "groq, reasoning_effort, REASONING",
        "local, reasoning_effort, REASONING",
    })
    void eachCapabilityIsLearntByItself(String provider, String unable, Capability capability)
            throws Exception {
        landscape(provider, "mistral");
        simulator.script(Scenario.of("{provider: %s, unable: %s}".formatted(provider, unable)));
        String extra =
                switch (capability) {
                    case JSON_SCHEMA -> SCHEMA;
                    case JSON_OBJECT -> OBJECT;
                    default -> EFFORT;
                };

        assertThat(servedBy(ask("task/able", extra, false))).isEqualTo("mistral");
        assertThat(servedBy(ask("task/able", extra, false))).isEqualTo("mistral");
        assertThat(servedBy(ask("task/able", TOOLS, false))).isEqualTo(provider);

        assertRefused(journal.await(3).getFirst(), capability);
        assertThat(calls(provider)).isEqualTo(2);
    }

    @Test
    void whereNobodyElseCanTheCallerIsToldWhyWithoutAskingAgain() throws Exception {
        landscape("groq");
        simulator.script(Scenario.of("{provider: groq, unable: tools}"));

        JsonNode first = error(ask("groq/" + model, TOOLS, false), 422);
        assertThat(first.path("code").asText()).isEqualTo("no_qualifying_model");
        assertThat(first.path("message").asText())
                .contains("capability_missing (`tool calling` is not supported with this model)");

        JsonNode second = error(ask("groq/" + model, TOOLS, false), 422);
        assertThat(second.path("code").asText()).isEqualTo("no_qualifying_model");
        assertThat(second.toString()).doesNotContain("tool calling");
        assertThat(calls("groq")).isEqualTo(1);
    }

    @Test
    void oneOddRefusalTakesNothingFromAModelThatHasDoneIt() throws Exception {
        landscape("groq");
        assertThat(servedBy(ask("task/able", TOOLS, false))).isEqualTo("groq");
        assertThat(journal.await(1).getFirst().attempts().getFirst().uses())
                .containsExactly(Capability.FUNCTION_CALLING);

        simulator.script(Scenario.of("{provider: groq, unable: tools, times: 1}"));
        assertThat(servedBy(ask("task/able", TOOLS, false))).isEqualTo("openai");
        assertThat(servedBy(ask("task/able", TOOLS, false))).isEqualTo("groq");

        simulator.script(Scenario.of("{provider: groq, unable: tools}"));
        for (int request = 0; request < 4; request++) {
            assertThat(servedBy(ask("task/able", TOOLS, false))).isEqualTo("openai");
        }
        assertThat(calls("groq")).as("three that it did or refused, and two more").isEqualTo(5);
    }

    @Test
    void aDryRunSaysThatItWasMeasured() throws Exception {
        landscape("groq");
        simulator.script(Scenario.of("{provider: groq, unable: tools}"));
        ask("task/able", TOOLS, false);

        JsonNode plan =
                JSON.readTree(
                        RestAssured.given()
                                .auth()
                                .oauth2(Landscape.secret(REF))
                                .contentType("application/json")
                                .body(body("task/able", TOOLS, false))
                                .post(root.resolve("/v1/routing/explain"))
                                .asString());

        assertThat(plan.path("candidates")).hasSize(1);
        assertThat(plan.path("exclusions").path(0).path("reason").asText())
                .isEqualTo("lacks_capability");
        assertThat(plan.path("exclusions").path(0).path("detail").asText())
                .startsWith("refused function_calling, measured");
    }

    /// Both are refused before either is told of: each is asked once, and no more.
    @Test
    void allAreAskedOnceWhereAllRefuse() throws Exception {
        landscape("groq");
        simulator.script(
                Scenario.of("{provider: groq, unable: tools}"),
                Scenario.of("{provider: openai, unable: tools}"));

        JsonNode error = error(ask("task/able", TOOLS, false), 422);
        assertThat(error.path("code").asText()).isEqualTo("no_qualifying_model");
        error(ask("task/able", TOOLS, false), 422);

        assertThat(calls("groq") + calls("openai")).isEqualTo(2);
    }

    private void landscape(String provider) {
        landscape(provider, "openai");
    }

    private void landscape(String first, String second) {
        Set<Capability> all = EnumSet.allOf(Capability.class);
        tables.set(
                new Landscape()
                        .provider(first, simulator.baseUrl(first), Landscape.PATIENT)
                        .provider(second, simulator.baseUrl(second), Landscape.PATIENT)
                        .deployment(first, model, Landscape.ONE_AND_TWO)
                        .deployment(second, model, Landscape.ONE_AND_TWO)
                        .offering(all)
                        .alias("task/able", first + "/" + model, second + "/" + model)
                        .table());
    }

    private long calls(String provider) {
        return simulator.calls().stream().filter(it -> it.provider().equals(provider)).count();
    }

    private static void assertRefused(RequestEvent event, Capability capability) {
        AttemptRecord refused = event.attempts().getFirst();
        assertThat(refused.failureClass()).isEqualTo(FailureClass.CAPABILITY_MISSING);
        assertThat(refused.lacking()).isEqualTo(capability);
        assertThat(event.attempts()).hasSize(2);
        assertThat(event.outcome().result()).isEqualTo(RequestEvent.Result.COMPLETED);
    }

    private static String servedBy(Response answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return JSON.readTree(answer.asString())
                .path("spidergate_metadata")
                .path("provider")
                .asText();
    }

    private static JsonNode error(Response answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return JSON.readTree(answer.asString()).path("error");
    }

    private Response ask(String asked, String extra, boolean stream) {
        return RestAssured.given()
                .auth()
                .oauth2(Landscape.secret(REF))
                .contentType("application/json")
                .body(body(asked, extra, stream))
                .post(root.resolve("/v1/chat/completions"));
    }

    private static String body(String asked, String extra, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Say hello\"}],%s}"
                .formatted(asked, stream, extra);
    }
}
