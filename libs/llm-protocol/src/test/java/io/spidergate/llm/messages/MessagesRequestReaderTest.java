package io.spidergate.llm.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.Thinking;
import io.spidergate.llm.json.InvalidField;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.JsonBody;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What callers of Messages may send, and what they are told where they may not.
class MessagesRequestReaderTest {

    private static final String START = "{'model':'m','max_tokens':9,";
    private static final String WORD = "'messages':[{'role':'user','content':'hi'}]";

    private static ObjectNode json(String text) {
        byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ((JsonBody.Parsed) JsonBody.parse(bytes)).body();
    }

    private static ReadRequest read(String body) {
        return new MessagesRequestReader().read(json(body));
    }

    private static Conversation conversation(String more) {
        return ((ReadRequest.Valid) read(START + WORD + more + "}")).conversation();
    }

    private static InvalidField wrong(String body) {
        return ((ReadRequest.Invalid) read(body)).reason();
    }

    private static InvalidField wrongContent(String content) {
        return wrong(START + "'messages':[{'role':'user','content':" + content + "}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'temperature':1.5 | temperature | temperature must be between 0 and 1, not 1.5",
                "'top_p':2 | top_p | top_p must be between 0 and 1, not 2",
                "'top_k':-1 | top_k | top_k must be between 0 and 2147483647, not -1",
                "'stop_sequences':'x' | stop_sequences | stop_sequences must be an array of strings, not \"x\"",
                "'metadata':{'user_id':7} | metadata.user_id | metadata.user_id must be a string, not 7",
                "'stream':'yes' | stream | stream must be true or false, not \"yes\"",
                "'system':7 | system | system must be a string or an array of text blocks, not 7",
                "'system':[{'type':'image'}] | system[0].type | system[0].type must be one of text, not \"image\"",
                "'tools':[{'name':'f'}] | tools[0].input_schema | tools[0].input_schema is required",
                "'tool_choice':{'type':'any'} | tool_choice | tool_choice asks for a call, but tools has none that could be called",
                "'tool_choice':{'type':'all'} | tool_choice.type | tool_choice.type must be one of auto, any, tool, none, not \"all\"",
                "'thinking':{'type':'enabled'} | thinking.budget_tokens | thinking.budget_tokens is required",
                "'thinking':{'type':'enabled','budget_tokens':5} | thinking.budget_tokens | thinking.budget_tokens must be between 1024 and 2147483647, not 5",
                "'output_config':{'effort':'huge'} | output_config.effort | output_config.effort must be one of low, medium, high, xhigh, max, not \"huge\"",
                "'output_config':{'format':{'type':'json_schema'}} | output_config.format.schema | output_config.format.schema is required",
                "'spidergate_options':{'retry_count':99} | spidergate_options.retry_count | spidergate_options.retry_count must be between 0 and 10, not 99"
            })
    void namesTheFieldTheValueAndTheLimit(String field, String path, String message) {
        InvalidField wrong = wrong(START + WORD + "," + field + "}");
        assertThat(wrong.field()).isEqualTo(path);
        assertThat(wrong.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[] | messages[0].content",
                "7 | messages[0].content",
                "null | messages[0].content",
                "[7] | messages[0].content[0]",
                "[{'text':'x'}] | messages[0].content[0].type",
                "[{'type':'text'}] | messages[0].content[0].text",
                "[{'type':'video'}] | messages[0].content[0].type",
                "[{'type':'text','text':'x'},{'type':'image'}] | messages[0].content[1].source",
                "[{'type':'image','source':{'type':'file'}}] | messages[0].content[0].source.type",
                "[{'type':'image','source':{'type':'base64','media_type':'image/png'}}] | messages[0].content[0].source.data",
                "[{'type':'document','source':{'type':'base64','data':'x'}}] | messages[0].content[0].source.type",
                "[{'type':'tool_result'}] | messages[0].content[0].tool_use_id",
                "[{'type':'tool_result','tool_use_id':'t','content':[{'type':'tool_result'}]}] | messages[0].content[0].content[0].type"
            })
    void namesTheBlockThatIsWrong(String content, String path) {
        assertThat(wrongContent(content).field()).isEqualTo(path);
    }

    @Test
    void wantsAModelALimitAndAMessage() {
        assertThat(wrong("{'max_tokens':9," + WORD + "}").message()).isEqualTo("model is required");
        assertThat(wrong("{'model':'m'," + WORD + "}").message())
                .isEqualTo("max_tokens is required");
        assertThat(wrong("{'model':'m','max_tokens':0," + WORD + "}").message())
                .isEqualTo("max_tokens must be between 1 and 2147483647, not 0");
        assertThat(wrong(START + "'messages':[]}").message())
                .isEqualTo("messages must have at least 1 element, not 0");
        assertThat(wrong(START + "'messages':[{'role':'tool','content':'x'}]}").message())
                .isEqualTo("messages[0].role must be one of user, assistant, system, not \"tool\"");
    }

    @Test
    void aCountNeedsNoLimit() {
        assertThat(new MessagesRequestReader().readForCount(json("{'model':'m'," + WORD + "}")))
                .isInstanceOf(ReadRequest.Valid.class);
    }

    @Test
    void refusesACallInAnAnswerThatIsNotWhole() {
        String answer = "'messages':[{'role':'assistant','content':[{'type':'tool_use',%s}]}]}";
        assertThat(wrong(START + answer.formatted("'id':'t','name':'f'")).field())
                .isEqualTo("messages[0].content[0].input");
        assertThat(wrong(START + answer.formatted("'id':'t','name':'f','input':'{}'")).message())
                .isEqualTo("messages[0].content[0].input must be an object, not \"{}\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'thinking':{'type':'disabled'} | Off[]",
                "'thinking':{'type':'between_tools'} | Off[]",
                "'thinking':{'type':'adaptive'} | Adaptive[]",
                "'thinking':{'type':'adaptive'},'output_config':{'effort':'max'} | Effort[level=max]",
                "'thinking':{'type':'enabled','budget_tokens':2000} | Budget[tokens=2000]",
                "'output_config':{'effort':'low'} | Effort[level=low]",
                "'stream':false | Unsaid[]"
            })
    void understandsHowMuchToThink(String fields, String thinking) {
        assertThat(conversation("," + fields).thinking()).hasToString(thinking);
    }

    @Test
    void aBudgetWinsOverAnEffortWithANote() {
        var read =
                (ReadRequest.Valid)
                        read(
                                START
                                        + WORD
                                        + ",'thinking':{'type':'enabled','budget_tokens':2000},'output_config':{'effort':'low'}}");
        assertThat(read.conversation().thinking()).isEqualTo(new Thinking.Budget(2_000));
        assertThat(read.notes())
                .containsExactly("output_config.effort was left out: thinking says more");
    }

    @Test
    void knowsTheFormOfTheAnswerUnderBothOfItsNames() {
        String schema = "{'type':'json_schema','schema':{'type':'object'}}";
        var form =
                new AnswerForm.JsonSchema(
                        "answer", Json.MAPPER.createObjectNode().put("type", "object"), true);
        assertThat(conversation(",'output_config':{'format':" + schema + "}").form())
                .isEqualTo(form);
        assertThat(conversation(",'output_format':" + schema).form()).isEqualTo(form);
    }
}
