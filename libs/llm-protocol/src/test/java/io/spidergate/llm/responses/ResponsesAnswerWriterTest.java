package io.spidergate.llm.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.models.responses.Response;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.Seal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ResponsesAnswerWriterTest {

    private static final AnswerHead HEAD = new AnswerHead("a1", "served", 1_700_000_000L, 5, false);
    private static final List<AnswerPart> WHOLE =
            List.of(
                    new AnswerPart.Thought("hm"),
                    new AnswerPart.Thought(" so"),
                    new AnswerPart.ThoughtSealed(new Seal(Protocol.MESSAGES, "sig")),
                    new AnswerPart.Text("Hel"),
                    new AnswerPart.Text("lo"),
                    new AnswerPart.CallBegun(0, "call_7", "files__read", Optional.empty()),
                    new AnswerPart.CallArguments(0, "{\"p\":"),
                    new AnswerPart.CallArguments(0, "1}"),
                    new AnswerPart.CallBegun(1, "call_8", "now", Optional.empty()),
                    new AnswerPart.Finished(Finish.TOOL_CALLS),
                    new AnswerPart.Counted(new Usage(9, 4, 7, 2)),
                    new AnswerPart.Ended());

    private static ObjectNode request(String json) {
        return (ObjectNode)
                OpenAiClient.tree(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static ResponsesAnswerWriter writer() {
        return new ResponsesAnswerWriter(
                HEAD,
                ResponseEcho.of(
                        request(
                                "{'instructions':'be brief','temperature':0.5,'max_output_tokens':99,"
                                        + "'reasoning':{'effort':'low'},'text':{},'metadata':{'a':'b'},'user':'u',"
                                        + "'tools':[{'type':'function','name':'now'},{'type':'web_search'},"
                                        + "{'type':'namespace','name':'files','description':'d','tools':[{'type':'function',"
                                        + "'name':'read','parameters':{},'strict':false}]}]}")));
    }

    private static byte[] stream(ResponsesAnswerWriter writer, List<AnswerPart> parts) {
        var out = new ByteArrayOutputStream();
        parts.forEach(part -> out.writeBytes(writer.frames(List.of(part))));
        out.writeBytes(writer.end());
        return out.toByteArray();
    }

    private static String line(JsonNode event) {
        String id = event.path("item_id").asText(event.path("item").path("id").asText());
        JsonNode payload =
                event.has("delta")
                        ? event.path("delta")
                        : event.has("arguments") ? event.path("arguments") : event.path("text");
        return (event.path("type").asText().substring("response.".length())
                        + " "
                        + id
                        + " "
                        + payload.asText())
                .strip();
    }

    @Test
    void tellsEachItemFromItsBeginningToItsEnd() {
        assertThat(
                        OpenAiClient.trees(stream(writer(), WHOLE)).stream()
                                .map(ResponsesAnswerWriterTest::line))
                .containsExactly(
                        "created",
                        "in_progress",
                        "output_item.added rs_a1_0",
                        "reasoning_summary_part.added rs_a1_0",
                        "reasoning_summary_text.delta rs_a1_0 hm",
                        "reasoning_summary_text.delta rs_a1_0  so",
                        "reasoning_summary_text.done rs_a1_0 hm so",
                        "reasoning_summary_part.done rs_a1_0",
                        "output_item.done rs_a1_0",
                        "output_item.added msg_a1_1",
                        "content_part.added msg_a1_1",
                        "output_text.delta msg_a1_1 Hel",
                        "output_text.delta msg_a1_1 lo",
                        "output_text.done msg_a1_1 Hello",
                        "content_part.done msg_a1_1",
                        "output_item.done msg_a1_1",
                        "output_item.added fc_a1_2",
                        "function_call_arguments.delta fc_a1_2 {\"p\":",
                        "function_call_arguments.delta fc_a1_2 1}",
                        "function_call_arguments.done fc_a1_2 {\"p\":1}",
                        "output_item.done fc_a1_2",
                        "output_item.added fc_a1_3",
                        "function_call_arguments.delta fc_a1_3 {}",
                        "function_call_arguments.done fc_a1_3 {}",
                        "output_item.done fc_a1_3",
                        "completed");
    }

    @Test
    void endsWithTheSameObjectThatAPlainAnswerIs() {
        byte[] frames = stream(writer(), WHOLE);
        byte[] body = writer().plain(WHOLE);
        assertThat(OpenAiClient.trees(frames).getLast().path("response"))
                .isEqualTo(OpenAiClient.tree(body));
        assertThat(OpenAiClient.streamed(frames)).isEqualTo(OpenAiClient.plain(body));
    }

    @Test
    void givesCallsBackUnderTheNamespaceOfTheirFunction() {
        JsonNode output = OpenAiClient.tree(writer().plain(WHOLE)).path("output");
        assertThat(output.path(2))
                .isEqualTo(
                        request(
                                "{'id':'fc_a1_2','type':'function_call','status':'completed','call_id':'call_7',"
                                        + "'name':'read','namespace':'files','arguments':'{\\'p\\':1}'}"));
        assertThat(output.path(3).has("namespace")).isFalse();
    }

    @Test
    void carriesSealsOfOthersWithTheirOrigin() {
        assertThat(OpenAiClient.tree(writer().plain(WHOLE)).path("output").path(0))
                .isEqualTo(
                        request(
                                "{'id':'rs_a1_0','type':'reasoning','status':'completed','summary':"
                                        + "[{'type':'summary_text','text':'hm so'}],'encrypted_content':'spidergate:messages:sig'}"));
    }

    @Test
    void putsTheSealOfACallIntoAReasoningItemBeforeIt() {
        JsonNode output =
                OpenAiClient.tree(
                                writer().plain(
                                                List.of(
                                                        new AnswerPart.CallBegun(
                                                                0,
                                                                "c",
                                                                "now",
                                                                Optional.of(
                                                                        new Seal(
                                                                                Protocol
                                                                                        .GENERATE_CONTENT,
                                                                                "sig"))))))
                        .path("output");
        assertThat(output.path(0).path("encrypted_content").asText())
                .isEqualTo("spidergate:generate_content:sig");
        assertThat(output.path(1).path("call_id").asText()).isEqualTo("c");
    }

    @Test
    void echoesWhatWasInForceAndDefaultsForTheRest() {
        JsonNode response = OpenAiClient.tree(writer().plain(WHOLE));
        ObjectNode echo = response.deepCopy();
        echo.remove("output");
        assertThat(echo)
                .isEqualTo(
                        request(
                                "{'id':'resp_a1','object':'response','created_at':1700000000,'status':'completed',"
                                        + "'completed_at':null,'error':null,'incomplete_details':null,'model':'served',"
                                        + "'instructions':'be brief','max_output_tokens':99,'max_tool_calls':null,'metadata':{'a':'b'},"
                                        + "'prompt_cache_key':null,'safety_identifier':null,'temperature':0.5,'top_p':1.0,"
                                        + "'reasoning':{'effort':'low','summary':null},'text':{'format':{'type':'text'}},'user':'u',"
                                        + "'parallel_tool_calls':true,'tool_choice':'auto','tools':["
                                        + "{'type':'function','name':'now','parameters':{},'strict':false},"
                                        + "{'type':'namespace','name':'files','description':'d','tools':[{'type':'function',"
                                        + "'name':'read','parameters':{},'strict':false}]}],"
                                        + "'background':false,'store':false,'previous_response_id':null,'service_tier':'default',"
                                        + "'truncation':'disabled','presence_penalty':0,'frequency_penalty':0,'top_logprobs':0,"
                                        + "'usage':{'input_tokens':9,'input_tokens_details':{'cached_tokens':4,'cache_write_tokens':0},"
                                        + "'output_tokens':7,'output_tokens_details':{'reasoning_tokens':2},'total_tokens':16}}"));
    }

    @Test
    void isIncompleteAtTheLimitOfTokensAndAtAFilter() {
        JsonNode cut = cut(Finish.LENGTH);
        assertThat(cut.path("type").asText()).isEqualTo("response.incomplete");
        assertThat(cut.path("response").path("status").asText()).isEqualTo("incomplete");
        assertThat(cut.path("response").path("incomplete_details"))
                .isEqualTo(request("{'reason':'max_output_tokens'}"));
        assertThat(cut.path("response").path("output").path(0).path("status").asText())
                .isEqualTo("incomplete");
        assertThat(cut(Finish.CONTENT_FILTER).path("response").path("incomplete_details"))
                .isEqualTo(request("{'reason':'content_filter'}"));
    }

    private static JsonNode cut(Finish finish) {
        byte[] frames =
                stream(
                        writer(),
                        List.of(new AnswerPart.Text("Hel"), new AnswerPart.Finished(finish)));
        OpenAiClient.streamed(frames);
        return OpenAiClient.trees(frames).getLast();
    }

    @Test
    void failsByTheEventThatEveryClientSees() {
        ResponsesAnswerWriter writer = writer();
        var out = new ByteArrayOutputStream();
        out.writeBytes(writer.frames(List.of(new AnswerPart.Text("Hel"))));
        out.writeBytes(writer.broken("upstream_unavailable", "it went away"));
        Response failed = OpenAiClient.streamed(out.toByteArray());
        assertThat(failed.status().orElseThrow().asString()).isEqualTo("failed");
        assertThat(OpenAiClient.trees(out.toByteArray()).getLast().path("response").path("error"))
                .isEqualTo(
                        request(
                                "{'code':'server_error','message':'it went away','spidergate_code':'upstream_unavailable'}"));
    }

    @Test
    void keepsCodesThatClientsActOn() {
        byte[] failed = writer().broken("rate_limit_exceeded", "try again in 1.2s");
        assertThat(
                        OpenAiClient.trees(failed)
                                .getLast()
                                .path("response")
                                .path("error")
                                .path("code")
                                .asText())
                .isEqualTo("rate_limit_exceeded");
    }

    @Test
    void doesNotLookCompleteBeforeItsEnd() {
        ResponsesAnswerWriter writer = writer();
        byte[] frames = writer.frames(WHOLE);
        assertThat(OpenAiClient.events(frames))
                .noneMatch(
                        event -> event.name().matches("response\\.(completed|incomplete|failed)"));
        assertThat(OpenAiClient.trees(frames))
                .noneMatch(event -> event.path("response").has("usage"));
    }

    @Test
    void writesNothingForPartsWithoutFrames() {
        assertThat(writer().frames(List.of())).isEmpty();
        assertThat(writer().frames(List.of(new AnswerPart.Counted(new Usage(1, 0, 1, 0)))))
                .isEmpty();
    }

    @Test
    void keepsHalvesOfACharacterThatWasCutBetweenTwoParts() {
        List<AnswerPart> halves =
                List.of(new AnswerPart.Text("\ud83d"), new AnswerPart.Text("\ude00"));
        assertThat(
                        OpenAiClient.tree(writer().plain(halves))
                                .at("/output/0/content/0/text")
                                .asText())
                .isEqualTo("\ud83d\ude00");
        assertThat(
                        OpenAiClient.trees(stream(writer(), halves)).stream()
                                .map(event -> event.path("delta").asText()))
                .contains("\ud83d", "\ude00");
    }

    @Test
    void satisfiesTheOfficialClientWhateverTheParts() {
        qt().withExamples(300)
                .forAll(AnswerParts.any())
                .checkAssert(parts -> {
                    Response streamed = OpenAiClient.streamed(stream(writer(), parts));
                    assertThat(streamed).isEqualTo(OpenAiClient.plain(writer().plain(parts)));
                });
    }
}
