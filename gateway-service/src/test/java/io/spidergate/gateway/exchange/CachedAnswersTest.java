package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Cost;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.Money;
import io.spidergate.simulator.Scenario;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who asks for the cache gets the same answer to the same request again, for nothing.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class CachedAnswersTest extends FrontDoor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AGENT = "cacheuser001";
    private static final String COLLEAGUE = "cacheuser002";
    private static final String STRANGER = "cacheuser003";
    private static int counter;

    private final HttpClient http = HttpClient.newHttpClient();

    /// What is kept outlives a test; a model of its own keeps each test to itself.
    private final String model = "cached-" + counter++;

    @BeforeEach
    void landscape() {
        tokens.put(Landscape.token(AGENT));
        tokens.put(Landscape.token(COLLEAGUE));
        tokens.put(ofAnotherWorkspace(Landscape.token(STRANGER)));
        tables.set(
                new Landscape()
                        .provider("openai", simulator.baseUrl("openai"))
                        .provider("mistral", simulator.baseUrl("mistral"))
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .deployment("mistral", model, Landscape.ONE_AND_TWO)
                        .alias("task/" + model, "openai/" + model, "mistral/" + model)
                        .alias("task/kept-" + model, "openai/" + model)
                        .keptFor(600)
                        .table());
    }

    @Test
    void theSameRequestIsAnsweredAgainForNothing() throws Exception {
        JsonNode first = json(ask(AGENT, chat("{\"cache_enabled\": true}")));
        HttpResponse<String> again = ask(AGENT, chat("{\"cache_enabled\": true}"));

        assertThat(again.headers().firstValue("cache-status")).hasValue("spidergate; hit");
        JsonNode second = json(again);
        assertThat(second.at("/choices")).isEqualTo(first.at("/choices"));
        assertThat(first.at("/spidergate_metadata/cache_hit").asBoolean()).isFalse();
        assertThat(second.at("/spidergate_metadata/cache_hit").asBoolean()).isTrue();
        assertThat(second.at("/spidergate_metadata/cost_usd").decimalValue())
                .isEqualByComparingTo("0");
        assertThat(simulator.calls()).hasSize(1);
    }

    /// No word of the cache in the request; but one that refuses it is not served from it.
    @Test
    void aTaskMayAskForItsRequests() throws Exception {
        ask(AGENT, chat("{}").replace("task/", "task/kept-"));
        HttpResponse<String> again = ask(AGENT, chat("{}").replace("task/", "task/kept-"));
        HttpResponse<String> refusing =
                ask(AGENT, chat("{\"cache_enabled\": false}").replace("task/", "task/kept-"));

        assertThat(again.headers().firstValue("cache-status")).hasValue("spidergate; hit");
        assertThat(refusing.headers().firstValue("cache-status")).isEmpty();
        assertThat(simulator.calls()).hasSize(2);
    }

    @Test
    void itIsToldAndCountedLikeAnyOtherButUsesNothing() throws Exception {
        ask(AGENT, chat("{\"cache_enabled\": true}"));
        ask(AGENT, chat("{\"cache_enabled\": true}"));

        RequestEvent event = journal.await(2).getLast();
        assertThat(event.outcome())
                .isEqualTo(
                        new RequestEvent.Outcome(
                                RequestEvent.Result.COMPLETED, 200, null, null, "stop", true));
        assertThat(event.servedProvider()).isEqualTo("openai");
        assertThat(event.attempts()).isEmpty();
        assertThat(event.cost()).isEqualTo(new Cost(0, Basis.NONE));
        assertThat(event.capture().response()).isNotBlank();
        assertThat(allowance.asked().getLast()).isEqualTo(Money.ZERO);
        assertThat(allowance.released()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"chat/completions", "responses", "messages"})
    void aStreamComesAgainFrameByFrame(String path) throws Exception {
        String body = body(path, true);

        HttpResponse<String> first = ask(AGENT, path, body);
        HttpResponse<String> again = ask(AGENT, path, body);

        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(again.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(again.body()).isEqualTo(first.body()).isNotBlank();
        assertThat(simulator.calls()).hasSize(1);
    }

    @Test
    void aWorkspaceSharesAndAnotherGetsNothingOfIt() throws Exception {
        String body = chat("{\"cache_enabled\": true}");
        ask(AGENT, body);

        assertThat(ask(COLLEAGUE, body).headers().firstValue("cache-status"))
                .hasValue("spidergate; hit");
        assertThat(ask(STRANGER, body).headers().firstValue("cache-status"))
                .hasValue("spidergate; fwd=miss");
        assertThat(simulator.calls()).hasSize(2);
    }

    @Test
    void whoDoesNotAskIsServedAnew() throws Exception {
        ask(AGENT, chat("{}"));
        HttpResponse<String> again = ask(AGENT, chat("{}"));

        assertThat(again.headers().firstValue("cache-status")).isEmpty();
        assertThat(simulator.calls()).hasSize(2);
    }

    @Test
    void aBrokenStreamIsNotKept() throws Exception {
        simulator.script(Scenario.of("{times: 1, cutAfterBytes: 1500}"));
        String body = body("chat/completions", true);
        try {
            ask(AGENT, "chat/completions", body);
        } catch (IOException broken) {
            assertThat(broken).isNotNull();
        }

        HttpResponse<String> again = ask(AGENT, "chat/completions", body);

        assertThat(again.body()).contains("[DONE]");
        assertThat(simulator.calls()).hasSize(2);
    }

    @Test
    void aTimeWithoutTheCacheIsRefusedByName() throws Exception {
        HttpResponse<String> answer = ask(AGENT, chat("{\"cache_ttl_seconds\": 60}"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/error/param").asText())
                .isEqualTo("spidergate_options.cache_ttl_seconds");
    }

    private String chat(String options) {
        return "{\"model\": \"%s\", \"spidergate_options\": %s, \"messages\": [{\"role\": \"user\", \"content\": \"Say hello\"}]}"
                .formatted("task/" + model, options);
    }

    private String body(String path, boolean stream) {
        String asked =
                path.equals("responses")
                        ? "\"input\": \"Say hello\""
                        : "\"max_tokens\": 500, \"messages\": [{\"role\": \"user\", \"content\": \"Say hello\"}]";
        return "{\"model\": \"task/%s\", \"stream\": %s, \"spidergate_options\": {\"cache_enabled\": true}, %s}"
                .formatted(model, stream, asked);
    }

    private HttpResponse<String> ask(String ref, String body)
            throws IOException, InterruptedException {
        return ask(ref, "chat/completions", body);
    }

    private HttpResponse<String> ask(String ref, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(root.resolve("/v1/").resolve(path))
                        .header("content-type", "application/json")
                        .header("authorization", "Bearer " + Landscape.secret(ref))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private static AgentToken ofAnotherWorkspace(AgentToken token) {
        return new AgentToken(
                token.tokenRef(),
                token.agent(),
                new WorkspaceId("ws_other"),
                token.name(),
                token.secretHash(),
                token.scopes(),
                token.allowedModels(),
                token.spending(),
                token.limits(),
                token.revoked(),
                token.version(),
                token.life(),
                token.capture(),
                token.tags(),
                List.of(),
                token.identity());
    }
}
