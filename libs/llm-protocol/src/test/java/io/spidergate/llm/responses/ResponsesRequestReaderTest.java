package io.spidergate.llm.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.Thinking;
import io.spidergate.llm.conversation.Tool;
import io.spidergate.llm.conversation.ToolChoice;
import io.spidergate.llm.json.InvalidField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponsesRequestReaderTest {

    private static ObjectNode json(String json) {
        return (ObjectNode)
                OpenAiClient.tree(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /// A body of these fields, with a model and an input where they bring none.
    private static ObjectNode body(String fields) {
        ObjectNode body = json("{" + fields + "}");
        body.putIfAbsent("model", body.textNode("m"));
        body.putIfAbsent("input", body.textNode("hi"));
        return body;
    }

    private static ReadRequest.Valid valid(String fields) {
        return (ReadRequest.Valid) new ResponsesRequestReader().read(body(fields));
    }

    private static Conversation conversation(String fields) {
        return valid(fields).conversation();
    }

    private static InvalidField invalid(String fields) {
        return ((ReadRequest.Invalid) new ResponsesRequestReader().read(body(fields))).reason();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'model':null | model | model is required | missing_required_parameter",
                "'input':null | input | input is required | missing_required_parameter",
                "'input':[] | input | input must have at least 1 element, not 0 | invalid_value",
                "'input':7 | input | input must be a string or an array of items, not 7 | invalid_type",
                "'input':['x'] | input[0] | input[0] must be an object, not \"x\" | invalid_type",
                "'input':[{'content':'x'}] | input[0].type | input[0].type is required | missing_required_parameter",
                "'input':[{'role':'tool','content':'x'}] | input[0].role | input[0].role must be one of user, assistant, system, developer, not \"tool\" | invalid_value",
                "'input':[{'role':'user'}] | input[0].content | input[0].content is required | missing_required_parameter",
                "'input':[{'role':'user','content':[{'type':'input_text'}]}] | input[0].content[0].text | input[0].content[0].text is required | missing_required_parameter",
                "'input':[{'role':'user','content':[{'type':'video'}]}] | input[0].content[0].type | input[0].content[0].type must be one of input_text, input_image, output_text, refusal, not \"video\" | invalid_value",
                "'input':[{'role':'system','content':[{'type':'input_image','image_url':'https://a'}]}] | input[0].content[0].type | input[0].content[0].type must be one of input_text, output_text, refusal, not \"input_image\" | invalid_value",
                "'input':[{'role':'user','content':[{'type':'input_file','file_data':'x'}]}] | input[0].content[0].type | input[0].content[0].type is input_file, which is not supported; send text as input_text and pictures as input_image | unsupported_parameter",
                "'input':[{'role':'user','content':[{'type':'input_image','image_url':'ftp://a'}]}] | input[0].content[0].image_url | input[0].content[0].image_url must be an http(s) address or a data:image/…;base64 URL, not \"ftp://a\" | invalid_value",
                "'input':[{'role':'user','content':[{'type':'input_image','file_id':'f'}]}] | input[0].content[0].file_id | input[0].content[0].file_id names a stored file, but nothing is stored here; send the picture as image_url, by its address or as a data: URL | unsupported_parameter",
                "'input':[{'type':'item_reference','id':'x'}] | input[0] | input[0] is an item_reference, but nothing is stored here; send the item itself | unsupported_parameter",
                "'input':[{'type':'function_call','name':'f','arguments':'{}'}] | input[0].call_id | input[0].call_id is required | missing_required_parameter",
                "'input':[{'type':'function_call_output','call_id':'c','output':'x'}] | input[0].call_id | input[0].call_id must be the call_id of a call before it, not \"c\" | invalid_value",
                "'input':[{'type':'function_call_output','call_id':'c','output':'x'}],'previous_response_id':'r' | previous_response_id | previous_response_id is not supported: nothing is stored here; send the whole conversation in input | unsupported_parameter",
                "'conversation':'c' | conversation | conversation is not supported: nothing is stored here; send the whole conversation in input | unsupported_parameter",
                "'prompt':{'id':'p'} | prompt | prompt is not supported: nothing is stored here; send its text in instructions and input | unsupported_parameter",
                "'background':true | background | background must be false: nothing is stored here; use stream instead | unsupported_parameter",
                "'temperature':3 | temperature | temperature must be between 0 and 2, not 3 | invalid_value",
                "'top_p':'x' | top_p | top_p must be a number, not \"x\" | invalid_type",
                "'max_output_tokens':0 | max_output_tokens | max_output_tokens must be between 1 and 2147483647, not 0 | invalid_value",
                "'truncation':'some' | truncation | truncation must be one of auto, disabled, not \"some\" | invalid_value",
                "'reasoning':{'effort':'huge'} | reasoning.effort | reasoning.effort must be one of none, minimal, low, medium, high, xhigh, max, not \"huge\" | invalid_value",
                "'text':{'format':{'type':'xml'}} | text.format.type | text.format.type must be one of text, json_object, json_schema, not \"xml\" | invalid_value",
                "'text':{'format':{'type':'json_schema','name':'n'}} | text.format.schema | text.format.schema is required | missing_required_parameter",
                "'tools':{} | tools | tools must be an array, not an object | invalid_type",
                "'tools':[{'type':'function','function':{'name':'f'}}] | tools[0].name | tools[0].name is required | missing_required_parameter",
                "'tools':[{'type':'namespace','name':'n','tools':[{'type':'function'}]}] | tools[0].tools[0].name | tools[0].tools[0].name is required | missing_required_parameter",
                "'tool_choice':'must' | tool_choice | tool_choice must be one of none, auto, required, not \"must\" | invalid_value",
                "'tool_choice':'required','tools':[{'type':'web_search'}] | tool_choice | tool_choice asks for a call, but tools has no function | invalid_value",
                "'tool_choice':{'type':'function','name':'f'} | tool_choice.name | tool_choice.name must be the name of one of tools, not \"f\" | invalid_value",
                "'tool_choice':{'type':'web_search'} | tool_choice.type | tool_choice.type must be function or allowed_tools, not \"web_search\": only functions are called | unsupported_parameter",
                "'stream':'yes' | stream | stream must be true or false, not \"yes\" | invalid_type",
                "'spidergate_options':{'retry_count':11} | spidergate_options.retry_count | spidergate_options.retry_count must be between 0 and 10, not 11 | invalid_value",
            })
    void namesFieldValueAndLimit(String fields, String field, String message, String code) {
        assertThat(invalid(fields)).isEqualTo(new InvalidField(field, message, code));
    }

    @Test
    void acceptsWhatClientsSendWithoutMeaningIt() {
        assertThat(
                        valid(
                                        "'text':{},'background':false,'previous_response_id':null,'tools':[],"
                                                + "'stream_options':{'include_obfuscation':false},'service_tier':'auto'")
                                .notes())
                .isEmpty();
    }

    @Test
    void readsTheWordsForThinking() {
        assertThat(conversation("'reasoning':{'effort':'none'}").thinking())
                .isEqualTo(new Thinking.Off());
        assertThat(conversation("'reasoning':{'effort':'xhigh','summary':'auto'}").thinking())
                .isEqualTo(new Thinking.Effort("xhigh"));
        assertThat(conversation("'reasoning':null").thinking()).isEqualTo(new Thinking.Unsaid());
    }

    @Test
    void choosesAFunctionInsideOfANamespace() {
        Conversation asked =
                conversation(
                        "'tools':[{'type':'namespace','name':'crm','tools':[{'type':'function','name':'find'}]}],"
                                + "'tool_choice':{'type':'function','namespace':'crm','name':'find'}");
        assertThat(asked.tools()).isEqualTo(List.of(new Tool("crm__find", "", json("{}"), false)));
        assertThat(asked.toolChoice()).isEqualTo(new ToolChoice.Named("crm__find"));
    }

    @Test
    void flattensNamesSoThatNoTwoAreTheSameAndNoneIsTooLong() {
        ObjectNode body =
                json(
                        "{'tools':[{'type':'function','name':'a__b'},"
                                + "{'type':'namespace','name':'a','tools':[{'type':'function','name':'b'}]},"
                                + "{'type':'namespace','name':'a__','tools':[{'type':'function','name':'c'}]},"
                                + "{'type':'namespace','name':'long','tools':[{'type':'function','name':'"
                                + "x".repeat(70)
                                + "'}]}]}");
        Map<String, ResponseEcho.Member> members = ResponseEcho.of(body).members();
        assertThat(members.values())
                .containsExactlyInAnyOrder(
                        new ResponseEcho.Member("a", "b"),
                        new ResponseEcho.Member("a__", "c"),
                        new ResponseEcho.Member("long", "x".repeat(70)));
        assertThat(members.keySet())
                .contains("a__c")
                .doesNotContain("a__b")
                .allMatch(name -> name.matches("[a-zA-Z0-9_]{1,64}"));
    }

    @Test
    void keepsNotesWithinBounds() {
        ObjectNode body = body("");
        for (int at = 0; at < 1_000; at++) {
            body.put("unknown" + "x".repeat(100) + at, at);
        }
        var read = (ReadRequest.Valid) new ResponsesRequestReader().read(body);
        assertThat(read.notes()).hasSizeLessThanOrEqualTo(50).allMatch(note -> note.length() < 100);
    }

    @Test
    void neverThrowsWhateverStandsInAField() {
        List<JsonNode> values =
                List.of(
                        json("{}").nullNode(),
                        json("{}"),
                        json("{'a':[]}").path("a"),
                        json("{'a':[null,7,{},'x']}").path("a"),
                        json("{'a':'x'}").path("a"),
                        json("{'a':-1.5}").path("a"),
                        json("{'a':true}").path("a"));
        JsonNode codex = Golden.read("requests/codex").path("in");
        qt().withExamples(5_000)
                .forAll(integers().between(0, 100_000), integers().between(0, values.size() - 1))
                .check((place, value) -> {
                    ObjectNode body = codex.deepCopy();
                    replace(body, place, values.get(value));
                    ResponseEcho.of(body);
                    return new ResponsesRequestReader().read(body) != null;
                });
    }

    /// Puts a value into some place of the tree, found by walking down as the digits say.
    private static void replace(JsonNode tree, int place, JsonNode value) {
        int at = tree.isEmpty() ? 0 : place % tree.size();
        JsonNode child =
                tree instanceof ObjectNode object
                        ? object.path(List.copyOf(object.properties()).get(at).getKey())
                        : tree.path(at);
        boolean deeper = child.isContainerNode() && !child.isEmpty() && place % 7 > 1;
        if (deeper) {
            replace(child, place / Math.max(1, tree.size()), value);
        } else if (tree instanceof ObjectNode object) {
            object.set(List.copyOf(object.properties()).get(at).getKey(), value);
        } else if (tree instanceof ArrayNode array) {
            array.set(at, value);
        }
    }
}
