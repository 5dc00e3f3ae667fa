package io.spidergate.llm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.strings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatAnswerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static ChatChunk chunk(String json) {
        return ChatChunk.read(bytes(json));
    }

    private static ChatChunk.Delta delta(String json) {
        return (ChatChunk.Delta) chunk(json);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace('"', '\'');
    }

    @Test
    void readsTheFactsOfACompletion() {
        var answer =
                (ChatCompletion.Answered)
                        ChatCompletion.read(
                                bytes(
                                        "{'id':'i','created':7,'model':'up','choices':[{'index':0,'message':{'role':'assistant',"
                                                + "'content':'hi','reasoning_content':'hm'},'finish_reason':'stop'}],"
                                                + "'usage':{'prompt_tokens':9,'completion_tokens':3,"
                                                + "'prompt_tokens_details':{'cached_tokens':4},'completion_tokens_details':{'reasoning_tokens':1}}}"));
        AnswerFacts facts = answer.facts();
        assertThat(facts.id()).isEqualTo("i");
        assertThat(facts.created()).isEqualTo(7);
        assertThat(facts.model()).isEqualTo("up");
        assertThat(facts.choices()).isEqualTo(1);
        assertThat(facts.text()).isEqualTo("hi");
        assertThat(facts.reasoning()).isEqualTo("hm");
        assertThat(facts.finishReason()).contains("stop");
        assertThat(facts.usage()).contains(new Usage(9, 4, 3, 1));
        assertThat(facts.hasContent()).isTrue();
    }

    @Test
    void replacesTheModelAndNotAByteMore() {
        qt().withExamples(1_000)
                .forAll(
                        strings().allPossible().ofLengthBetween(0, 20),
                        strings().allPossible().ofLengthBetween(0, 20),
                        integers().between(0, 9))
                .checkAssert((upstream, served, padding) -> {
                    String up = utf8(upstream);
                    String ours = utf8(served);
                    byte[] answer = answer(up, padding);
                    byte[] expected = answer(ours, padding);
                    byte[] shifted = new byte[answer.length + 3 + padding];
                    System.arraycopy(answer, 0, shifted, 3, answer.length);
                    var delta = (ChatChunk.Delta) ChatChunk.read(shifted, 3, answer.length);
                    assertThat(tree(delta.as(ours))).isEqualTo(tree(expected));
                    var completion = (ChatCompletion.Answered) ChatCompletion.read(answer);
                    assertThat(completion.as(ours)).isEqualTo(delta.as(ours));
                    assertThat(completion.as(up).length).isPositive();
                });
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] answer(String model, int padding) {
        ObjectNode node = JSON.createObjectNode().put("é漢🚀", "é漢🚀".repeat(padding));
        node.put("model", model)
                .putArray("choices")
                .addObject()
                .putObject("delta")
                .put("content", "ü");
        return node.put("tail", 1).toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void keepsForeignBytesAsTheyAre() {
        assertThat(
                        text(
                                delta(
                                                "{ 'x' : 1.50, 'model' :  'a' , 'choices':[ ] ,'usage':{'prompt_tokens':1}}")
                                        .as("b")))
                .isEqualTo(
                        "{ 'x' : 1.50, 'model' :  'b' , 'choices':[ ] ,'usage':{'prompt_tokens':1}}");
        assertThat(text(delta("{'choices':[]}").as("b"))).isEqualTo("{'choices':[]}");
    }

    @Test
    void takesUsageOutOfAChunkThatHasChoices() {
        var last =
                delta(
                        "{'id':'i','created':5,'model':'a','usage':{'prompt_tokens':2,'completion_tokens':1},"
                                + "'choices':[{'delta':{},'finish_reason':'stop'}]}");
        assertThat(last.usageOnly()).isFalse();
        assertThat(text(last.asWithoutUsage("b")))
                .isEqualTo(
                        "{'id':'i','created':5,'model':'b','usage':null,"
                                + "'choices':[{'delta':{},'finish_reason':'stop'}]}");
        byte[] closing = ChatChunk.usageOnly(last.facts(), "b", last.facts().usage().orElseThrow());
        var read = (ChatChunk.Delta) ChatChunk.read(closing);
        assertThat(read.usageOnly()).isTrue();
        assertThat(read.facts().usage()).isEqualTo(last.facts().usage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'choices':[{'delta':{'role':'assistant','content':''}}]} | false",
                "{'choices':[{'delta':{'role':'assistant','content':null}}]} | false",
                "{'choices':[{'delta':{'content':' '}}]} | true",
                "{'choices':[{'delta':{'reasoning':'x'}}]} | true",
                "{'choices':[{'delta':{'content':[{'type':'text','text':'x'}]}}]} | true",
                "{'choices':[{'delta':{'content':[{'type':'thinking','thinking':[{'text':'x'}]}]}}]} | true",
                "{'choices':[{'delta':{'tool_calls':[{'index':0,'function':{'name':'f'}}]}}]} | true",
                "{'choices':[{'delta':{},'finish_reason':'stop'}]} | false",
                "{'choices':[]} | false"
            })
    void knowsTheFirstContentThatCommits(String json, boolean content) {
        assertThat(delta(json).facts().hasContent()).isEqualTo(content);
    }

    @Test
    void findsUsageWhereGroqPutsIt() {
        assertThat(
                        delta(
                                        "{'choices':[{'delta':{},'finish_reason':'stop'}],"
                                                + "'x_groq':{'id':'r','usage':{'prompt_tokens':5,'completion_tokens':6}}}")
                                .facts()
                                .usage())
                .contains(new Usage(5, 0, 6, 0));
        assertThat(delta("{'choices':[],'usage':null}").facts().usage()).isEmpty();
    }

    @Test
    void seesAnErrorInTheClothesOfASuccess() {
        assertThat(
                        ChatCompletion.read(
                                bytes("{'error':{'code':502,'message':'no','metadata':{}}}")))
                .isEqualTo(new ChatCompletion.Failed(new UpstreamError("", "502", "no")));
        assertThat(
                        chunk(
                                "{'id':'x','choices':[{'finish_reason':'error','delta':{}}],'error':'boom'}"))
                .isEqualTo(new ChatChunk.Failed(new UpstreamError("", "", "boom")));
        assertThat(chunk("{'choices':[{'delta':{}}],'error':null}"))
                .isInstanceOf(ChatChunk.Delta.class);
    }

    @Test
    void knowsTheEnd() {
        assertThat(chunk("[DONE]")).isEqualTo(new ChatChunk.Done());
        assertThat(chunk("[DONE] ")).isEqualTo(new ChatChunk.Done());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "1",
                "{}",
                "{'choices':",
                "{'choices':[{'delta':{'content':",
                "{'choices':7}",
                "{'choices':[]} x",
                "{'id':'a'}",
                "<html>"
            })
    void tellsWhatIsNoAnswer(String json) {
        assertThat(ChatCompletion.read(bytes(json))).isInstanceOf(ChatCompletion.Malformed.class);
        assertThat(chunk(json)).isInstanceOf(ChatChunk.Malformed.class);
    }

    @Test
    void everyCutOfAnAnswerIsMalformedAndNeverThrows() {
        byte[] whole = answer("model", 2);
        for (int length = 0; length < whole.length; length++) {
            assertThat(ChatChunk.read(whole, 0, length)).isInstanceOf(ChatChunk.Malformed.class);
        }
    }

    @Test
    void aMalformedAnswerIsNotQuoted() {
        var malformed = (ChatChunk.Malformed) chunk("{'choices':[{'delta':{'content':secret");
        assertThat(malformed.reason()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'error':{'message':'m','type':'t','code':'c'}} | t | c | m",
                "{'message':'m','type':'t','param':'quota','code':'c'} | t | c | m",
                "[{'error':{'code':429,'message':'m','status':'RESOURCE_EXHAUSTED'}}] | RESOURCE_EXHAUSTED | 429 | m",
                "{'status':429,'title':'Too Many Requests'} | 429 | 429 | Too Many Requests",
                "{'type':'error','error':{'type':'overloaded_error','message':'m'}} | overloaded_error | '' | m",
                "{'error':'plain words'} | '' | '' | plain words"
            })
    void readsErrorBodiesOfEveryShape(String json, String type, String code, String message) {
        assertThat(UpstreamError.read(bytes(json)))
                .contains(new UpstreamError(type, code, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "[]", "5", "{'error':5}"})
    void isEmptyWhereNoErrorIsTold(String json) {
        assertThat(UpstreamError.read(bytes(json))).isEmpty();
    }
}
