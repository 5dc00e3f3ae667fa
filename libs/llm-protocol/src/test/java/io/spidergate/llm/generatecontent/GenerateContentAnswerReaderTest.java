package io.spidergate.llm.generatecontent;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GenerateContentAnswerReaderTest {

    private final GenerateContentAnswerReader reader = new GenerateContentAnswerReader();

    private List<AnswerPart> event(String json) {
        byte[] bytes = Json.bytes(GoogleClient.tree(json));
        return reader.event("message", bytes, 0, bytes.length);
    }

    private static String finish(String word) {
        return "{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'%s','finishMessage':'why'}]}"
                .formatted(word);
    }

    @ParameterizedTest
    @CsvSource({
        "STOP,STOP",
        "FINISH_REASON_UNSPECIFIED,STOP",
        "MAX_TOKENS,LENGTH",
        "SAFETY,CONTENT_FILTER",
        "RECITATION,CONTENT_FILTER",
        "BLOCKLIST,CONTENT_FILTER",
        "PROHIBITED_CONTENT,CONTENT_FILTER",
        "SPII,CONTENT_FILTER",
    })
    void finishesForTheReasonThatItWasTold(String word, Finish reason) {
        assertThat(event(finish(word)))
                .containsExactly(new AnswerPart.Text("a"), new AnswerPart.Finished(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MALFORMED_FUNCTION_CALL",
                "UNEXPECTED_TOOL_CALL",
                "OTHER",
                "A_WORD_OF_TOMORROW"
            })
    void breaksOnEveryOtherReason(String word) {
        assertThat(event(finish(word)))
                .containsExactly(
                        new AnswerPart.Text("a"),
                        new AnswerPart.Broken(new UpstreamError("finish_reason", word, "why")));
    }

    @Test
    void endsWithTheFirstUsageThatComesWithOrAfterTheFinishReason() {
        event(
                "{'candidates':[{'content':{'parts':[{'text':'a'}]}}],'usageMetadata':{'promptTokenCount':3}}");
        assertThat(event("{'candidates':[{'finishReason':'STOP'}]}"))
                .containsExactly(
                        new AnswerPart.Finished(Finish.STOP),
                        new AnswerPart.Counted(new Usage(3, 0, 0, 0)));
        assertThat(event("{'usageMetadata':{'promptTokenCount':3,'candidatesTokenCount':1}}"))
                .containsExactly(
                        new AnswerPart.Counted(new Usage(3, 0, 1, 0)), new AnswerPart.Ended());
        assertThat(event("{'usageMetadata':{'promptTokenCount':9}}")).isEmpty();
    }

    @Test
    void tellsTheUsageSoFarBeforeAnError() {
        event(
                "{'candidates':[{'content':{'parts':[{'text':'a'}]}}],'usageMetadata':{'promptTokenCount':3}}");
        assertThat(
                        event(
                                "{'error':{'code':503,'message':'The model is overloaded.','status':'UNAVAILABLE'}}"))
                .containsExactly(
                        new AnswerPart.Counted(new Usage(3, 0, 0, 0)),
                        new AnswerPart.Broken(
                                new UpstreamError(
                                        "UNAVAILABLE", "503", "The model is overloaded.")));
        assertThat(event(finish("STOP"))).isEmpty();
    }

    @Test
    void readsAnErrorThatIsWrappedInAnArray() {
        byte[] body =
                "[{\"error\":{\"code\":429,\"message\":\"m\",\"status\":\"RESOURCE_EXHAUSTED\"}}]"
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(reader.plain(body))
                .containsExactly(
                        new AnswerPart.Broken(new UpstreamError("RESOURCE_EXHAUSTED", "429", "m")));
    }

    @Test
    void givesCallsOfTwoAnswersDifferentIds() {
        String call =
                "{'candidates':[{'content':{'parts':[{'functionCall':{'name':'f','args':{'n':%d}}}]}}]}";
        var first = (AnswerPart.CallBegun) event(call.formatted(1)).getFirst();
        var second =
                (AnswerPart.CallBegun)
                        new GenerateContentAnswerReader()
                                .plain(Json.bytes(GoogleClient.tree(call.formatted(2))))
                                .getFirst();
        assertThat(first.id()).matches("[A-Za-z0-9_-]{1,40}").isNotEqualTo(second.id());
    }

    @Test
    void keepsTheIdsThatGoogleGave() {
        assertThat(
                        event(
                                "{'candidates':[{'content':{'parts':[{'functionCall':{'id':'abc','name':'f'}}]}}]}"))
                .startsWith(new AnswerPart.CallBegun(0, "abc", "f", java.util.Optional.empty()))
                .endsWith(new AnswerPart.CallArguments(0, "{}"));
    }

    @Test
    void isMalformedWhereContentFollowsTheFinishReason() {
        event(finish("STOP"));
        assertThat(event("{'candidates':[{'content':{'parts':[{'text':'more'}]}}]}"))
                .containsExactly(new AnswerPart.Malformed("content after the finish reason"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>", "{}", "[[]]", "null", "{\"choices\":[]}", "{\"candidates\":"})
    void callsRubbishMalformedAndNothingMore(String body) {
        assertThat(reader.plain(body.getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .isInstanceOf(AnswerPart.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'candidates':{'content':7}}",
                "{'candidates':[{'content':{'parts':'x'},'finishReason':9}]}",
                "{'candidates':[{'content':{'parts':[7,null,{'text':{}},{'functionCall':[]}]}}],'usageMetadata':'x'}",
                "[]",
            })
    void survivesFieldsOfAnotherType(String body) {
        assertThat(reader.plain(Json.bytes(GoogleClient.tree(body))))
                .last()
                .isInstanceOfAny(AnswerPart.Ended.class, AnswerPart.Broken.class);
    }
}
