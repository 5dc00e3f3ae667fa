package io.spidergate.simulator.responses;

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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The events of a streamed response as bytes on the wire.
final class ResponsesEventsTest {

    private ProviderSimulator simulator;
    private RawClient client;

    @BeforeEach
    void start() {
        List<ProviderScript> providers = List.of(ProviderScript.of("gpt", Manner.OPENAI, "sim-"));
        simulator = ProviderSimulator.start(new SimulatorConfig(0, providers, List.of()));
        client = new RawClient(simulator);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    private List<Event> stream(String fields) {
        String body = "{'model':'gpt','stream':true,'input':'f'" + fields + "}";
        return RawClient.events(
                client.post(
                        "gpt/v1/responses",
                        body.replace('\'', '"'),
                        "authorization",
                        "Bearer sim-a"));
    }

    private static void areNumberedAndNamed(List<Event> events) {
        assertThat(events)
                .extracting(event -> event.json().path("sequence_number").asInt())
                .isEqualTo(IntStream.range(0, events.size()).boxed().toList());
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.json().path("type").asText()).isEqualTo(event.name()));
    }

    @Test
    void textComesInItsFullSequence() {
        simulator.script(Scenario.of("text: Hello you"));
        List<Event> events = stream("");
        areNumberedAndNamed(events);
        assertThat(events)
                .extracting(Event::name)
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        JsonNode last = events.getLast().json().path("response");
        assertThat(last.path("output").path(0)).isEqualTo(events.get(8).json().path("item"));
        assertThat(last.at("/output/0/content/0"))
                .isEqualTo(
                        Bodies.tree(
                                "{\"type\":\"output_text\",\"text\":\"Hello you\",\"annotations\":[],\"logprobs\":[]}"));
        assertThat(events.get(4).json())
                .isEqualTo(
                        Bodies.tree(
                                "{\"type\":\"response.output_text.delta\",\"delta\":\"Hello\",\"logprobs\":[],\"content_index\":0,\"item_id\":\"%s\",\"output_index\":0,\"sequence_number\":4}"
                                        .formatted(last.at("/output/0/id").asText())));
    }

    @Test
    void aThoughtAndACallComeAsItemsOfTheirOwn() {
        List<Event> events =
                stream(
                        ",'reasoning':{'summary':'auto'},'include':['reasoning.encrypted_content'],'tools':[{'type':'function','name':'f','parameters':{}}]");
        areNumberedAndNamed(events);
        assertThat(events)
                .extracting(Event::name)
                .containsSubsequence(
                        "response.output_item.added",
                        "response.reasoning_summary_part.added",
                        "response.reasoning_summary_text.delta",
                        "response.reasoning_summary_text.done",
                        "response.reasoning_summary_part.done",
                        "response.output_item.done",
                        "response.output_item.added",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.done",
                        "response.output_item.done",
                        "response.completed");
        JsonNode output = events.getLast().json().at("/response/output");
        assertThat(output.path(0).path("encrypted_content").asText()).isNotBlank();
        assertThat(output.path(1).path("call_id").asText()).startsWith("call_");
        assertThat(output.path(1).path("id").asText()).startsWith("fc_");
    }

    @Test
    void aFailureBeforeAnythingElseIsAnErrorEvent() {
        simulator.script(Scenario.of("errorInside200: true"));
        assertThat(stream("").getFirst().json())
                .isEqualTo(
                        Bodies.tree(
                                "{\"type\":\"error\",\"code\":\"provider_unavailable\",\"message\":\"Provider returned error\",\"param\":null,\"sequence_number\":0}"));
    }

    @Test
    void aFailureLaterIsAFailedResponseWithTheNextNumber() {
        simulator.script(Scenario.of("errorMidStream: 1"));
        List<Event> events = stream("");
        areNumberedAndNamed(events);
        assertThat(events.getLast().name()).isEqualTo("response.failed");
        assertThat(events.getLast().json().at("/response/error"))
                .isEqualTo(
                        Bodies.tree(
                                "{\"code\":\"server_error\",\"message\":\"The simulator was told to fail in mid-stream.\"}"));
    }

    @Test
    void usageIsNullUntilTheEnd() {
        List<Event> events = stream("");
        assertThat(events.getFirst().json().path("response").path("usage").isNull()).isTrue();
        assertThat(events.getLast().json().at("/response/usage/total_tokens").asInt()).isPositive();
    }
}
