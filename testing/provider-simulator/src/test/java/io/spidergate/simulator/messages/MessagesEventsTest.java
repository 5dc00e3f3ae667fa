package io.spidergate.simulator.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.simulator.Manner;
import io.spidergate.simulator.ProviderScript;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.RawClient;
import io.spidergate.simulator.RawClient.Event;
import io.spidergate.simulator.Scenario;
import io.spidergate.simulator.SimulatorConfig;
import io.spidergate.simulator.wire.Bodies;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The events of a stream of Messages as bytes on the wire.
final class MessagesEventsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:45Z");

    private ProviderSimulator simulator;
    private RawClient client;

    @BeforeEach
    void start() {
        List<ProviderScript> providers =
                List.of(ProviderScript.of("claude", Manner.ANTHROPIC, "sim-"));
        simulator =
                ProviderSimulator.start(
                        new SimulatorConfig(0, providers, List.of()),
                        Clock.fixed(NOW, ZoneOffset.UTC));
        client = new RawClient(simulator);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    private HttpResponse<String> call(String fields, String... headers) {
        String body =
                "{'model':'claude','max_tokens':4096,'messages':[{'role':'user','content':'f'}]%s}"
                        .formatted(fields);
        return client.post("claude/v1/messages?beta=true", body.replace('\'', '"'), headers);
    }

    private List<Event> stream(String fields) {
        return RawClient.events(
                call(
                        ",'stream':true" + fields,
                        "x-api-key",
                        "sim-a",
                        "anthropic-version",
                        "2023-06-01"));
    }

    private static JsonNode json(String text) {
        return Bodies.tree(text.replace('\'', '"'));
    }

    @Test
    void textComesInNamedEventsInTheirRealOrder() {
        simulator.script(Scenario.of("{text: Hello you, cachedTokens: 1}"));
        List<Event> events = stream("");
        assertThat(events)
                .extracting(Event::name)
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "ping",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.json().path("type").asText()).isEqualTo(event.name()));
        assertThat(events.getFirst().json())
                .isEqualTo(
                        json(
                                "{'type':'message_start','message':{'id':'%s','type':'message','role':'assistant','model':'claude','content':[],'stop_reason':null,'stop_sequence':null,'usage':{'input_tokens':4,'cache_creation_input_tokens':0,'cache_read_input_tokens':1,'cache_creation':{'ephemeral_5m_input_tokens':0,'ephemeral_1h_input_tokens':0},'output_tokens':1,'service_tier':'standard'}}}"
                                        .formatted(
                                                events.getFirst()
                                                        .json()
                                                        .at("/message/id")
                                                        .asText())));
        assertThat(events.get(3).json())
                .isEqualTo(
                        json(
                                "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hello'}}"));
        assertThat(events.get(6).json())
                .isEqualTo(
                        json(
                                "{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':{'input_tokens':4,'cache_creation_input_tokens':0,'cache_read_input_tokens':1,'output_tokens':2}}"));
    }

    @Test
    void argumentsComeInFragmentsAfterAnEmptyOne() {
        List<Event> events =
                stream(
                        ",'tools':[{'name':'f','input_schema':{'type':'object','properties':{'city':{'type':'string'}}}}],'thinking':{'type':'adaptive'}");
        List<JsonNode> deltas =
                events.stream()
                        .map(Event::json)
                        .filter(event -> event.path("index").asInt() == 2)
                        .filter(event -> event.has("delta"))
                        .map(event -> event.path("delta"))
                        .toList();
        assertThat(deltas.getFirst())
                .isEqualTo(json("{'type':'input_json_delta','partial_json':''}"));
        assertThat(deltas).hasSizeGreaterThan(2);
        assertThat(
                        deltas.stream()
                                .map(delta -> delta.path("partial_json").asText())
                                .reduce("", String::concat))
                .isEqualTo("{\"city\":\"f\"}");
        assertThat(
                        events.stream()
                                .map(Event::json)
                                .filter(event -> event.path("type").asText().endsWith("_start"))
                                .map(event -> event.at("/content_block/type").asText()))
                .containsExactly("", "thinking", "text", "tool_use");
    }

    @Test
    void aHiddenThoughtIsNothingButItsSeal() {
        List<JsonNode> deltas =
                stream(",'thinking':{'type':'adaptive','display':'omitted'}").stream()
                        .map(Event::json)
                        .filter(event -> event.path("index").asInt(-1) == 0)
                        .map(event -> event.path("delta").path("type"))
                        .filter(type -> !type.isMissingNode())
                        .toList();
        assertThat(deltas).extracting(JsonNode::asText).containsExactly("signature_delta");
    }

    @Test
    void theKeyIsTakenFromEitherHeaderAndNoOther() {
        String[] version = {"anthropic-version", "2026-10-21"};
        assertThat(call("", "authorization", "Bearer sim-a", version[0], version[1]).statusCode())
                .isEqualTo(200);
        HttpResponse<String> other = call("", "x-goog-api-key", "sim-a", version[0], version[1]);
        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(other.body()).contains("x-api-key header is required");
    }

    @Test
    void theRequestIdIsInTheHeaderAndInTheErrorsBody() {
        HttpResponse<String> answer = call(",'n':1", "x-api-key", "sim-a");
        String id = answer.headers().firstValue("request-id").orElseThrow();
        assertThat(RawClient.json(answer))
                .isEqualTo(
                        json(
                                "{'type':'error','error':{'type':'invalid_request_error','message':'anthropic-version: header is required'},'request_id':'%s'}"
                                        .formatted(id)));
    }
}
