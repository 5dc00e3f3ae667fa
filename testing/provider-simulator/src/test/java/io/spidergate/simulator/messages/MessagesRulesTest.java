package io.spidergate.simulator.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.simulator.messages.MessagesProtocol.Purpose;
import io.spidergate.simulator.wire.Asked;
import io.spidergate.simulator.wire.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the real Messages API refuses is refused, in its words.
final class MessagesRulesTest {

    private static final Map<String, String> VERSION = Map.of("anthropic-version", "2023-06-01");
    private static final String HELLO = "{'role':'user','content':'hi'}";
    private static final String CALL =
            "{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'f','input':{}}]}";
    private static final String RESULT = "{'type':'tool_result','tool_use_id':'t1','content':'ok'}";

    private static Reading read(Purpose purpose, String body, Map<String, String> headers) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new MessagesProtocol(purpose).read(Asked.of(bytes, headers));
    }

    private static String refusal(String body) {
        return read(Purpose.ANSWER, body, VERSION) instanceof Reading.Wrong wrong
                ? wrong.message()
                : "accepted";
    }

    private static String turns(String... turns) {
        return refusal(with("'messages':[" + String.join(",", turns) + "]"));
    }

    private static String with(String fields) {
        return "{'model':'m','max_tokens':5000," + fields + "}";
    }

    private static String saying(String fields) {
        return refusal(with("'messages':[" + HELLO + "]," + fields));
    }

    @Test
    void theVersionHeaderIsRequired() {
        String body = with("'messages':[" + HELLO + "]");
        assertThat(read(Purpose.ANSWER, body, Map.of()))
                .isEqualTo(
                        new Reading.Wrong(
                                400,
                                "anthropic-version",
                                "anthropic-version: header is required",
                                "invalid_request_error"));
        assertThat(read(Purpose.ANSWER, body, Map.of("anthropic-version", "1")))
                .extracting("message")
                .isEqualTo("anthropic-version: \"1\" is not a valid version");
        assertThat(refusal(body)).isEqualTo("accepted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'n':1 | n: Extra inputs are not permitted",
                "'context_management':{} | context_management: Extra inputs are not permitted",
                "'temperature':1.5 | temperature: range: 0..1",
                "'top_p':-1 | top_p: range: 0..1",
                "'top_k':0.5 | top_k: Input should be a valid integer",
                "'stream':1 | stream: Input should be a valid boolean",
                "'stop_sequences':[' '] | stop_sequences: each stop sequence must contain non-whitespace",
                "'system':[{'type':'image'}] | system.0.type: Input should be 'text'",
                "'tools':[{'name':'a b','input_schema':{'type':'object'}}] | tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
                "'tools':[{'name':'f'}] | tools.0.custom.input_schema: Field required",
                "'tools':[{'name':'f','input_schema':{'type':'object'},'parameters':{}}] | tools.0.custom.parameters: Extra inputs are not permitted",
                "'tool_choice':{'type':'auto'} | tool_choice: tool_choice may only be specified while providing tools.",
                "'tool_choice':'auto' | tool_choice: Input should be a valid dictionary",
                "'tool_choice':{'type':'required'} | tool_choice: Input tag 'required' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'",
                "'thinking':{'type':'enabled','budget_tokens':512} | thinking.enabled.budget_tokens: Input should be greater than or equal to 1024",
            })
    void fieldsAreCheckedOneByOne(String fields, String words) {
        assertThat(saying(fields)).isEqualTo(words);
    }

    @Test
    void maxTokensIsRequiredUnlessTokensAreOnlyCounted() {
        String body = "{'model':'m','messages':[" + HELLO + "]}";
        assertThat(refusal(body)).isEqualTo("max_tokens: Field required");
        assertThat(read(Purpose.COUNT, body, VERSION)).isInstanceOf(Reading.Understood.class);
        assertThat(read(Purpose.COUNT, with("'messages':[" + HELLO + "]"), VERSION))
                .extracting("message")
                .isEqualTo("max_tokens: Extra inputs are not permitted");
        assertThat(refusal("{'model':'m','max_tokens':0,'messages':[" + HELLO + "]}"))
                .isEqualTo("max_tokens: Input should be greater than or equal to 1");
    }

    @Test
    void fieldsOfBetaVersionsNeedTheBetaHeader() {
        String body = with("'messages':[" + HELLO + "],'context_management':{}");
        Map<String, String> beta =
                Map.of("anthropic-version", "2023-06-01", "anthropic-beta", "context-management");
        assertThat(read(Purpose.ANSWER, body, beta)).isInstanceOf(Reading.Understood.class);
    }

    @Test
    void theFirstTurnIsTheUsersAndRolesAreTwo() {
        assertThat(turns()).isEqualTo("messages: at least one message is required");
        assertThat(turns("{'role':'assistant','content':'hi'}", HELLO))
                .isEqualTo("messages: first message must use the \"user\" role");
        assertThat(turns("{'role':'system','content':'hi'}"))
                .isEqualTo("messages.0.role: Input should be 'user' or 'assistant'");
        assertThat(turns("{'role':'user','content':'hi','name':'x'}"))
                .isEqualTo("messages.0.name: Extra inputs are not permitted");
        assertThat(turns("{'role':'user','content':''}"))
                .isEqualTo("messages.0: user messages must have non-empty content");
        assertThat(turns(HELLO, "{'role':'assistant','content':'well '}"))
                .isEqualTo("messages: final assistant content cannot end with trailing whitespace");
    }

    @Test
    void blocksHaveTheirPlace() {
        assertThat(turns("{'role':'user','content':[{'type':'image_url'}]}"))
                .startsWith("messages.0.content.0: Input tag 'image_url' found using 'type'");
        assertThat(turns("{'role':'user','content':[{'type':'tool_use'}]}"))
                .isEqualTo(
                        "messages.0.content.0: `tool_use` blocks can only be in `assistant` messages");
        assertThat(turns("{'role':'user','content':[{'type':'text','text':''}]}"))
                .isEqualTo("messages: text content blocks must be non-empty");
        assertThat(
                        turns(
                                "{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/bmp','data':'AA=='}}]}"))
                .isEqualTo(
                        "messages.0.content.0.image.source.base64.media_type: Input should be"
                                + " 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'");
    }

    @Test
    void everyCallIsAnsweredInTheNextTurnBeforeAnythingElse() {
        String unanswered =
                "messages.1: `tool_use` ids were found without `tool_result` blocks immediately"
                        + " after: t1. Each `tool_use` block must have a corresponding"
                        + " `tool_result` block in the next message.";
        assertThat(turns(HELLO, CALL, HELLO)).isEqualTo(unanswered);
        assertThat(turns(HELLO, CALL)).isEqualTo(unanswered);
        String late = "{'role':'user','content':[{'type':'text','text':'so'}," + RESULT + "]}";
        assertThat(turns(HELLO, CALL, late)).isEqualTo(unanswered);
        String prompt = "{'role':'user','content':[" + RESULT + ",{'type':'text','text':'so'}]}";
        assertThat(turns(HELLO, CALL, prompt)).isEqualTo("accepted");
    }

    @Test
    void everyResultAnswersACallOfTheTurnBefore() {
        assertThat(turns("{'role':'user','content':[" + RESULT + "]}"))
                .isEqualTo(
                        "messages.0.content.0: unexpected `tool_use_id` found in `tool_result`"
                                + " blocks: t1. Each `tool_result` block must have a corresponding"
                                + " `tool_use` block in the previous message.");
    }

    @Test
    void thinkingLeavesRoomAndBearsNoOtherTemperatureNorForce() {
        String thinking = "'thinking':{'type':'enabled','budget_tokens':2048}";
        assertThat(saying(thinking)).isEqualTo("accepted");
        assertThat(saying(thinking.replace("2048", "5000")))
                .startsWith("`max_tokens` must be greater than `thinking.budget_tokens`.");
        assertThat(saying(thinking + ",'temperature':0.5"))
                .startsWith("`temperature` may only be set to 1 when thinking is enabled.");
        String forced =
                ",'tools':[{'name':'f','input_schema':{'type':'object'}}],'tool_choice':{'type':'any'}";
        assertThat(saying(thinking + forced))
                .isEqualTo("Thinking may not be enabled when tool_choice forces tool use.");
    }

    @Test
    void aTurnThatCalledToolsComesBackWithItsThoughts() {
        String loop =
                "'messages':[%s,%s,{'role':'user','content':[%s]}]".formatted(HELLO, CALL, RESULT);
        String budget = ",'thinking':{'type':'enabled','budget_tokens':2048}";
        assertThat(refusal(with(loop + budget)))
                .startsWith(
                        "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but"
                                + " found `tool_use`.");
        assertThat(refusal(with(loop + ",'thinking':{'type':'adaptive'}"))).isEqualTo("accepted");
        assertThat(refusal(with(loop))).isEqualTo("accepted");
    }

    @Test
    void onlyOneCallIsMadeWhereParallelUseIsOff() {
        String tools = "'tools':[{'name':'hi','input_schema':{'type':'object'}}],'tool_choice':";
        String choice = "{'type':'any','disable_parallel_tool_use':true}";
        String body = with("'messages':[" + HELLO + "]," + tools + choice);
        Reading.Understood understood = (Reading.Understood) read(Purpose.ANSWER, body, VERSION);
        assertThat(understood.prompt().tools().several()).isFalse();
    }

    @Test
    void whatIsNotJsonIsRefused() {
        assertThat(refusal("{")).contains("not valid JSON");
    }
}
