package io.spidergate.llm.generatecontent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.Said;
import io.spidergate.llm.conversation.Sampling;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.conversation.SpidergateOptions;
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

final class GenerateContentRequestWriterTest {

    private static final String GEMINI_3 = "gemini-3.8-flash";
    private static final String GEMINI_2 = "gemini-2.5-flash";
    private static final Turn ASKS = new Turn.User(List.of(new Part.Text("ping")));
    private static final Tool NOW = new Tool("now", "", GoogleClient.tree("{}"), false);
    private static final AnswerForm SCHEMA =
            new AnswerForm.JsonSchema("answer", GoogleClient.tree("{'type':'object'}"), false);

    private static Conversation says(Turn... turns) {
        return conversation(
                List.of(turns), List.of(), new ToolChoice.Auto(), new AnswerForm.Text());
    }

    private static Conversation conversation(
            List<Turn> turns, List<Tool> tools, ToolChoice choice, AnswerForm form) {
        return new Conversation(
                "m",
                turns,
                tools,
                choice,
                true,
                Sampling.DEFAULT,
                form,
                new Thinking.Unsaid(),
                false);
    }

    private static WrittenRequest write(Conversation conversation, String model) {
        return new GenerateContentRequestWriter().write(conversation, model, Set.of());
    }

    private static WrittenRequest.Body body(Conversation conversation, String model) {
        return (WrittenRequest.Body) write(conversation, model);
    }

    private static JsonNode contents(Conversation conversation, String model) {
        return GoogleClient.tree(body(conversation, model).body()).path("contents");
    }

    @Test
    void isReadBackAsTheSameConversation() {
        qt().withExamples(500)
                .forAll(Conversations.any())
                .checkAssert(asked -> {
                    WrittenRequest.Body written = body(asked, GEMINI_3);
                    assertThat(written.notes()).isEmpty();
                    GoogleClient.knowsAllOf(written.body());
                    assertThat(
                                    new GenerateContentRequestReader()
                                            .read(
                                                    "m",
                                                    asked.stream(),
                                                    (ObjectNode) GoogleClient.tree(written.body())))
                            .isEqualTo(
                                    new ReadRequest.Valid(
                                            asked, SpidergateOptions.NONE, List.of()));
                });
    }

    @Test
    void joinsNeighboursOfOneRole() {
        assertThat(contents(says(ASKS, ASKS), GEMINI_2))
                .isEqualTo(
                        GoogleClient.tree(
                                "[{'role':'user','parts':[{'text':'ping'},{'text':'ping'}]}]"));
    }

    @Test
    void putsAllInstructionsToTheFront() {
        Conversation asked =
                says(new Turn.Instructions("a"), ASKS, new Turn.Instructions("b"), ASKS);
        WrittenRequest.Body written = body(asked, GEMINI_2);
        assertThat(GoogleClient.tree(written.body()).path("systemInstruction"))
                .isEqualTo(GoogleClient.tree("{'parts':[{'text':'a\\nb'}]}"));
        assertThat(written.notes())
                .containsExactly("instructions amid the conversation went to its front");
    }

    @Test
    void letsTheUserGiveTheInstructionsWhereNobodyElseSpeaksOrTheModelKnowsNone() {
        assertThat(contents(says(new Turn.Instructions("a")), GEMINI_3))
                .isEqualTo(GoogleClient.tree("[{'role':'user','parts':[{'text':'a'}]}]"));
        assertThat(contents(says(new Turn.Instructions("a"), ASKS), "gemma-3n-e4b-it"))
                .isEqualTo(
                        GoogleClient.tree(
                                "[{'role':'user','parts':[{'text':'a'},{'text':'ping'}]}]"));
    }

    private static Turn calls(Optional<Seal> seal) {
        return new Turn.Assistant(
                List.of(
                        new Said.Thought("hm", Optional.empty()),
                        new Said.Call("c0", "now", "not json", seal),
                        new Said.Call("c1", "now", "{}", Optional.empty())));
    }

    @Test
    void marksForeignCallsForModelsThatWantTheirSealAndForNoOther() {
        Conversation asked = says(ASKS, calls(Optional.of(new Seal(Protocol.MESSAGES, "x"))), ASKS);
        assertThat(contents(asked, GEMINI_3).path(1).path("parts"))
                .isEqualTo(
                        GoogleClient.tree(
                                "[{'functionCall':{'id':'c0','name':'now','args':{'arguments':'not json'}},"
                                        + "'thoughtSignature':'skip_thought_signature_validator'},"
                                        + "{'functionCall':{'id':'c1','name':'now','args':{}}}]"));
        assertThat(contents(asked, GEMINI_2).path(1).path("parts").path(0).has("thoughtSignature"))
                .isFalse();
        assertThat(body(asked, GEMINI_3).notes())
                .containsExactly(
                        "an earlier thought was left out: it has no seal of Google's",
                        "arguments of a call that were no JSON object were wrapped in one",
                        "the seal of a call was left out: it is not Google's",
                        "a call without a seal of Google's was marked as another model's");
    }

    @Test
    void putsPicturesIntoAResponseWhereTheModelTakesThemThere() {
        var result =
                new Turn.ToolResult(
                        "c0",
                        List.of(new Part.Text("see"), new Part.InlineImage("image/png", "iVBO")),
                        false);
        Conversation asked = says(ASKS, calls(Optional.empty()), result);
        assertThat(contents(asked, GEMINI_3).path(2).path("parts"))
                .isEqualTo(
                        GoogleClient.tree(
                                "[{'functionResponse':{'id':'c0','name':'now','response':{'output':'see'},"
                                        + "'parts':[{'inlineData':{'mimeType':'image/png','data':'iVBO'}}]}}]"));
        assertThat(contents(asked, GEMINI_2).path(2).path("parts"))
                .isEqualTo(
                        GoogleClient.tree(
                                "[{'functionResponse':{'id':'c0','name':'now','response':{'output':'see'}}},"
                                        + "{'inlineData':{'mimeType':'image/png','data':'iVBO'}}]"));
    }

    @Test
    void carriesAFormWithToolsSinceGemini3Only() {
        Conversation asked =
                conversation(List.of(ASKS), List.of(NOW), new ToolChoice.Auto(), SCHEMA);
        assertThat(write(asked, GEMINI_3)).isInstanceOf(WrittenRequest.Body.class);
        assertThat(write(asked, GEMINI_2))
                .isEqualTo(
                        new WrittenRequest.CannotCarry(
                                "form.jsonSchema",
                                "the model takes a form of the answer or functions, not both"));
        var silent = conversation(List.of(ASKS), List.of(NOW), new ToolChoice.None(), SCHEMA);
        assertThat(GoogleClient.tree(body(silent, GEMINI_2).body()).has("tools")).isFalse();
    }

    @Test
    void refusesToHaveTheAnswerContinuedWhereTheModelDoes() {
        Conversation asked = says(ASKS, new Turn.Assistant(List.of(new Said.Text("po"))));
        assertThat(write(asked, GEMINI_2)).isInstanceOf(WrittenRequest.Body.class);
        assertThat(write(asked, GEMINI_3)).isInstanceOf(WrittenRequest.CannotCarry.class);
    }

    @Test
    void refusesMoreStopTextsThanGoogleTakesAndSilence() {
        Conversation asked = says(ASKS);
        Sampling sixStops = sampling(OptionalLong.empty(), List.of("1", "2", "3", "4", "5", "6"));
        assertThat(write(with(asked, sixStops), GEMINI_3))
                .isEqualTo(
                        new WrittenRequest.CannotCarry(
                                "sampling.stop", "at most 5 stop texts can be sent"));
        assertThat(write(says(), GEMINI_3))
                .isEqualTo(new WrittenRequest.CannotCarry("turns", "nobody says anything"));
    }

    @Test
    void leavesOutWithANoteWhatOnlyTunes() {
        Sampling sampling = sampling(OptionalLong.of(1L << 40), List.of());
        assertThat(body(with(says(ASKS), sampling), GEMINI_3).notes())
                .containsExactly(
                        "presencePenalty was left out: the model refuses it",
                        "seed was left out: it must fit 32 bits",
                        "user was left out: generateContent has no field for it");
    }

    private static Sampling sampling(OptionalLong seed, List<String> stop) {
        return new Sampling(
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.of(1),
                OptionalDouble.empty(),
                seed,
                stop,
                Optional.of("u"));
    }

    private static Conversation with(Conversation asked, Sampling sampling) {
        return new Conversation(
                asked.model(),
                asked.turns(),
                asked.tools(),
                asked.toolChoice(),
                true,
                sampling,
                asked.form(),
                asked.thinking(),
                false);
    }
}
