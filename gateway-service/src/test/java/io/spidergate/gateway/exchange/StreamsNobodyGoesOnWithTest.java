package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.ResponseFormatJsonObject;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.simulator.Call;
import io.spidergate.simulator.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A stream breaks in the middle and stays broken: the caller sees that it did, by the cut itself.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class StreamsNobodyGoesOnWithTest extends BrokenStreams {

    @Test
    void theCutIsToldWhereNobodyCanGoOn() {
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));
        Heard heard = chat("task/nobody");
        assertThat(heard.failure()).isNotNull();
        assertThat(WHOLE).startsWith(heard.text());
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.outcome().result()).isEqualTo(Result.CUT);
        assertThat(event.plan().exclusions())
                .extracting(ExclusionRecord::reason)
                .contains(ExclusionRecord.CANNOT_CARRY);
        assertThat(simulator.calls()).extracting(Call::provider).containsExactly("openai");
    }

    @Test
    void theCutIsToldWhereAllWhoGoOnFail() {
        simulator.script(
                Scenario.of("{provider: openai, cutAfterBytes: 1500}"),
                Scenario.of("{provider: groq, status: 503}"));
        Heard heard = chat("task/groq");
        assertThat(heard.failure()).isNotNull().hasMessageContaining("openai/gpt-");
        assertThat(journal.await(1).getFirst().outcome().result()).isEqualTo(Result.CUT);
        assertThat(journal.await(1).getFirst().attempts()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"task/strict", "openai/gpt-"})
    void theCutIsToldWhereTheTaskDoesNotAllowIt(String name) {
        String model = name.endsWith("-") ? name + landscapes : name;
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));
        assertThat(chat(model).failure()).isNotNull();
        assertThat(journal.await(1).getFirst().outcome().result()).isEqualTo(Result.CUT);
    }

    @Test
    void jsonIsNotPutTogetherOfTwoHalves() {
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));
        Heard heard =
                heard(
                        ask("task/groq")
                                .responseFormat(ResponseFormatJsonObject.builder().build())
                                .build());
        assertThat(heard.failure()).isNotNull();
        assertThat(simulator.calls()).extracting(Call::provider).containsExactly("openai");
    }

    @Test
    void aCallThatHasBegunIsNotGoneOnWith() {
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 900}"));
        Heard heard =
                heard(
                        ask("task/groq")
                                .addUserMessage("Please use look_up on this.")
                                .addFunctionTool(lookUp())
                                .build());
        assertThat(heard.failure()).isNotNull();
        assertThat(heard.calls()).isPositive();
        assertThat(simulator.calls()).extracting(Call::provider).containsExactly("openai");
    }
}
