package io.spidergate.llm.generatecontent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.types.FinishReason;
import com.google.genai.types.GenerateContentResponse;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.Seal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GenerateContentAnswerWriterTest {

    private static final AnswerHead HEAD = new AnswerHead("a1", "served", 1, 0, false);
    private static final Seal OWN = new Seal(Protocol.GENERATE_CONTENT, "c2VhbA==");
    private static final List<AnswerPart> WHOLE =
            List.of(
                    new AnswerPart.Thought("hm"),
                    new AnswerPart.Text("Hel"),
                    new AnswerPart.Text("lo"),
                    new AnswerPart.CallBegun(0, "c0", "look_up", Optional.of(OWN)),
                    new AnswerPart.CallArguments(0, "{\"word\":"),
                    new AnswerPart.CallArguments(0, "\"pong\"}"),
                    new AnswerPart.CallBegun(1, "c1", "now", Optional.empty()),
                    new AnswerPart.Finished(Finish.TOOL_CALLS),
                    new AnswerPart.Counted(new Usage(9, 4, 7, 2)),
                    new AnswerPart.Ended());

    private static GenerateContentAnswerWriter writer() {
        return new GenerateContentAnswerWriter(HEAD);
    }

    private static byte[] streamed(GenerateContentAnswerWriter writer, List<AnswerPart> parts) {
        var out = new ByteArrayOutputStream();
        parts.forEach(part -> out.writeBytes(writer.frames(List.of(part))));
        out.writeBytes(writer.end());
        return out.toByteArray();
    }

    @Test
    void writesTheWholeAnswerAsOneObject() {
        byte[] body = writer().plain(WHOLE);
        assertThat(GoogleClient.tree(body))
                .isEqualTo(
                        GoogleClient.tree(
                                "{'candidates':[{'content':{'role':'model','parts':["
                                        + "{'thought':true,'text':'hm'},{'text':'Hello'},"
                                        + "{'functionCall':{'id':'c0','name':'look_up','args':{'word':'pong'}},"
                                        + "'thoughtSignature':'c2VhbA=='},"
                                        + "{'functionCall':{'id':'c1','name':'now','args':{}}}]},"
                                        + "'index':0,'finishReason':'STOP'}],"
                                        + "'modelVersion':'served','responseId':'a1',"
                                        + "'usageMetadata':{'promptTokenCount':9,'candidatesTokenCount':5,"
                                        + "'thoughtsTokenCount':2,'cachedContentTokenCount':4,'totalTokenCount':16}}"));
        GenerateContentResponse response = GoogleClient.plain(body);
        assertThat(response.text()).isEqualTo("Hello");
        assertThat(response.finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
        assertThat(response.functionCalls().getFirst().args().orElseThrow())
                .isEqualTo(Map.of("word", "pong"));
    }

    @Test
    void writesFramesThatTheClientJoinsToTheSame() {
        byte[] frames = streamed(writer(), WHOLE);
        List<GenerateContentResponse> responses = GoogleClient.streamed(frames);
        assertThat(responses.stream().map(response -> response.parts().getFirst().text()).toList())
                .startsWith(Optional.of("hm"), Optional.of("Hel"), Optional.of("lo"));
        assertThat(
                        responses.stream()
                                .flatMap(response ->
                                        Optional.ofNullable(response.functionCalls()).stream()
                                                .flatMap(List::stream))
                                .map(call -> call.name().orElseThrow())
                                .toList())
                .containsExactly("look_up", "now");
        assertThat(
                        GoogleClient.trees(frames)
                                .getLast()
                                .path("usageMetadata")
                                .path("totalTokenCount")
                                .asInt())
                .isEqualTo(16);
    }

    @Test
    void doesNotLookCompleteBeforeItsEnd() {
        byte[] frames = writer().frames(WHOLE);
        assertThat(GoogleClient.trees(frames))
                .noneMatch(frame -> frame.has("usageMetadata"))
                .noneMatch(frame -> frame.path("candidates").path(0).has("finishReason"));
    }

    @Test
    void neverShowsHalfACall() {
        GenerateContentAnswerWriter writer = writer();
        byte[] begun =
                writer.frames(
                        List.of(
                                new AnswerPart.CallBegun(0, "c", "now", Optional.empty()),
                                new AnswerPart.CallArguments(0, "{\"a\":")));
        assertThat(begun).isEmpty();
        assertThat(new String(writer.broken("stream_cut", "it went away"), StandardCharsets.UTF_8))
                .doesNotContain("functionCall");
    }

    @Test
    void breaksWithAnErrorAndWithoutAFinishReason() {
        assertThat(GoogleClient.trees(writer().broken("upstream_timeout", "too slow")).getFirst())
                .isEqualTo(
                        GoogleClient.tree(
                                "{'error':{'code':504,'status':'DEADLINE_EXCEEDED','message':'too slow',"
                                        + "'details':[{'@type':'type.googleapis.com/google.rpc.ErrorInfo',"
                                        + "'reason':'upstream_timeout'}]}}"));
    }

    @ParameterizedTest
    @CsvSource({
        "STOP,STOP",
        "TOOL_CALLS,STOP",
        "LENGTH,MAX_TOKENS",
        "CONTENT_FILTER,SAFETY",
    })
    void namesTheFinishReasonInGooglesWords(Finish finish, String word) {
        byte[] body = writer().plain(List.of(new AnswerPart.Finished(finish)));
        assertThat(GoogleClient.plain(body).finishReason().toString()).isEqualTo(word);
    }

    @Test
    void putsItsOwnSealOnTheTextBeforeIt() {
        List<AnswerPart> parts =
                List.of(new AnswerPart.Text("Hello"), new AnswerPart.ThoughtSealed(OWN));
        assertThat(GoogleClient.tree(writer().plain(parts)).at("/candidates/0/content/parts"))
                .isEqualTo(GoogleClient.tree("[{'text':'Hello','thoughtSignature':'c2VhbA=='}]"));
        assertThat(
                        GoogleClient.trees(streamed(writer(), parts))
                                .get(1)
                                .at("/candidates/0/content/parts"))
                .isEqualTo(GoogleClient.tree("[{'text':'','thoughtSignature':'c2VhbA=='}]"));
    }

    @Test
    void carriesForeignSealsAsBytesThatTheClientCanRead() {
        Seal foreign = new Seal(Protocol.MESSAGES, "not-base64!");
        byte[] body =
                writer().plain(
                                List.of(
                                        new AnswerPart.Thought("hm"),
                                        new AnswerPart.ThoughtSealed(foreign),
                                        new AnswerPart.Text("Hello")));
        assertThat(GoogleClient.tree(body).at("/candidates/0/content/parts/0/thought").asBoolean())
                .isTrue();
        assertThat(GoogleClient.plain(body).parts().getFirst().thoughtSignature().orElseThrow())
                .isEqualTo("spidergate:messages:not-base64!".getBytes(StandardCharsets.UTF_8));
        assertThat(
                        Signature.read(
                                GoogleClient.tree(body)
                                        .at("/candidates/0/content/parts/0/thoughtSignature")))
                .contains(foreign);
    }

    @Test
    void wrapsArgumentsThatAreNoObject() {
        byte[] body =
                writer().plain(
                                List.of(
                                        new AnswerPart.CallBegun(0, "c", "now", Optional.empty()),
                                        new AnswerPart.CallArguments(0, "[1")));
        assertThat(GoogleClient.tree(body).at("/candidates/0/content/parts/0/functionCall/args"))
                .isEqualTo(GoogleClient.tree("{'arguments':'[1'}"));
    }

    @Test
    void keepsHalvesOfACharacterThatWasCutBetweenTwoParts() {
        List<AnswerPart> halves =
                List.of(new AnswerPart.Text("\ud83d"), new AnswerPart.Text("\ude00"));
        assertThat(
                        GoogleClient.streamed(streamed(writer(), halves)).stream()
                                .limit(2)
                                .map(GenerateContentResponse::text)
                                .toList())
                .containsExactly("\ud83d", "\ude00");
    }

    @Test
    void writesAnArrayThatIsClosedOnlyAtItsEnd() {
        var writer = new GenerateContentAnswerWriter(HEAD, Framing.ARRAY);
        var out = new ByteArrayOutputStream();
        out.writeBytes(writer.frames(List.of(new AnswerPart.Text("Hel"))));
        out.writeBytes(writer.frames(List.of(new AnswerPart.Text("lo"))));
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("[{").endsWith("}");
        out.writeBytes(writer.end());
        assertThat(GoogleClient.tree(out.toByteArray())).hasSize(3);
        assertThat(new GenerateContentAnswerReader().plain(out.toByteArray()))
                .containsExactly(
                        new AnswerPart.Text("Hel"),
                        new AnswerPart.Text("lo"),
                        new AnswerPart.Finished(Finish.STOP),
                        new AnswerPart.Ended());
    }
}
