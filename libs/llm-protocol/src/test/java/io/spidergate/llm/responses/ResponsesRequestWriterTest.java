package io.spidergate.llm.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.chat.Quirk;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Sampling;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.conversation.Thinking;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.conversation.WrittenRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponsesRequestWriterTest {

    private static final Tool TOOL =
            new Tool("f", "does", JsonNodeFactory.instance.objectNode(), false);
    private static final List<Turn> HELLO =
            List.of(
                    new Turn.Instructions("be brief"),
                    new Turn.User(List.of(new Part.Text("hello"))));

    private static WrittenRequest.Body write(Conversation asked, String... quirks) {
        return (WrittenRequest.Body) new ResponsesRequestWriter().write(asked, "m", Set.of(quirks));
    }

    private static JsonNode body(Conversation asked, String... quirks) {
        return OpenAiClient.tree(write(asked, quirks).body());
    }

    private static Conversation asked(List<Turn> turns, Sampling sampling, Thinking thinking) {
        return new Conversation(
                "alias",
                turns,
                List.of(TOOL),
                new ToolChoice.Named("f"),
                true,
                sampling,
                new AnswerForm.JsonObject(),
                thinking,
                true);
    }

    private static Conversation thinking(Thinking thinking) {
        return asked(HELLO, Sampling.DEFAULT, thinking);
    }

    @Test
    void notesWhatResponsesHasNoFieldFor() {
        var sampling =
                new Sampling(
                        OptionalInt.of(1),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalInt.of(40),
                        OptionalDouble.of(1),
                        OptionalDouble.of(1),
                        OptionalLong.of(7),
                        List.of("END"),
                        Optional.empty());
        WrittenRequest.Body written = write(asked(HELLO, sampling, new Thinking.Unsaid()));
        assertThat(written.notes())
                .containsExactly(
                        "maxTokens was raised to 16, the least of Responses",
                        "stop was left out: Responses has no field for it",
                        "topK was left out: Responses has no field for it",
                        "presencePenalty was left out: Responses has no field for it",
                        "frequencyPenalty was left out: Responses has no field for it",
                        "seed was left out: Responses has no field for it");
        assertThat(OpenAiClient.tree(written.body()).path("max_output_tokens").asInt())
                .isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({"0, none", "1, low", "4096, low", "4097, medium", "16384, medium", "16385, high"})
    void putsABudgetOfThoughtsIntoWords(int tokens, String effort) {
        JsonNode body = body(thinking(new Thinking.Budget(tokens)));
        assertThat(body.at("/reasoning/effort").asText()).isEqualTo(effort);
        assertThat(body.has("include")).isEqualTo(tokens > 0);
    }

    @Test
    void leavesTheMeasureOfThoughtsToTheModelWhereNobodySaysIt() {
        assertThat(body(thinking(new Thinking.Unsaid())).has("reasoning")).isFalse();
        assertThat(body(thinking(new Thinking.Adaptive())).path("reasoning").toString())
                .isEqualTo("{\"summary\":\"auto\"}");
        assertThat(body(thinking(new Thinking.Off())).path("reasoning").toString())
                .isEqualTo("{\"effort\":\"none\"}");
        assertThat(body(thinking(new Thinking.Effort("max"))).at("/reasoning/effort").asText())
                .isEqualTo("max");
    }

    @Test
    void bendsTheBodyToTheQuirksOfAProvider() {
        JsonNode body =
                body(
                        thinking(new Thinking.Effort("low")),
                        Quirk.NO_DEVELOPER_ROLE,
                        Quirk.NO_STORE,
                        Quirk.SINGLE_TOOL_CALL,
                        Quirk.MAX_TOKENS,
                        ResponsesRequestWriter.NO_ENCRYPTED_REASONING,
                        ResponsesRequestWriter.NO_REASONING_SUMMARY);
        assertThat(body.at("/input/0/role").asText()).isEqualTo("system");
        assertThat(body.has("store")).isFalse();
        assertThat(body.has("include")).isFalse();
        assertThat(body.path("parallel_tool_calls").asBoolean()).isFalse();
        assertThat(body.path("reasoning").toString()).isEqualTo("{\"effort\":\"low\"}");
        JsonNode bare =
                body(
                        thinking(new Thinking.Effort("low")),
                        Quirk.NO_REASONING_EFFORT,
                        Quirk.NO_PARALLEL_TOOL_CALLS);
        assertThat(bare.has("reasoning")).isFalse();
        assertThat(bare.has("parallel_tool_calls")).isFalse();
    }

    @Test
    void asksForANamedFunctionAndForJson() {
        JsonNode body = body(thinking(new Thinking.Unsaid()));
        assertThat(body.path("tool_choice").toString())
                .isEqualTo("{\"type\":\"function\",\"name\":\"f\"}");
        assertThat(body.at("/text/format").toString()).isEqualTo("{\"type\":\"json_object\"}");
    }

    @Test
    void givesOnlyItsOwnSealsBack() {
        List<Turn> turns =
                List.of(
                        new Turn.Assistant(
                                List.of(
                                        new Said.Thought("a", Optional.of(seal(Protocol.MESSAGES))),
                                        new Said.Thought("b", Optional.empty()),
                                        new Said.Thought(
                                                "", Optional.of(seal(Protocol.RESPONSES))))));
        WrittenRequest.Body written = write(asked(turns, Sampling.DEFAULT, new Thinking.Unsaid()));
        assertThat(OpenAiClient.tree(written.body()).path("input").toString())
                .isEqualTo("[{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"s\"}]");
        assertThat(written.notes())
                .containsExactly("thoughts without a seal of Responses were left out");
    }

    private static Seal seal(Protocol by) {
        return new Seal(by, "s");
    }

    @Test
    void shortensLongIdsOfCallsTheSameInCallAndResult() {
        String id = "x".repeat(90);
        List<Turn> turns =
                List.of(
                        new Turn.Assistant(List.of(new Said.Call(id, "f", "{}", Optional.empty()))),
                        new Turn.ToolResult(id, List.of(new Part.Text("oh")), true));
        WrittenRequest.Body written = write(asked(turns, Sampling.DEFAULT, new Thinking.Unsaid()));
        JsonNode input = OpenAiClient.tree(written.body()).path("input");
        assertThat(input.at("/0/call_id").asText())
                .hasSizeLessThanOrEqualTo(64)
                .isEqualTo(input.at("/1/call_id").asText());
        assertThat(written.notes())
                .containsExactly("that a function failed was left out: its output says so");
    }
}
