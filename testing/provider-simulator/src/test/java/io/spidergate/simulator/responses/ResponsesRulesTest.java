package io.spidergate.simulator.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.simulator.wire.Asked;
import io.spidergate.simulator.wire.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the real Responses API refuses is refused, in its words.
final class ResponsesRulesTest {

    private static final String HELLO = "{'role':'user','content':'hi'}";
    private static final String CALL =
            "{'type':'function_call','call_id':'c1','name':'f','arguments':'{}'}";
    private static final String OUTPUT =
            "{'type':'function_call_output','call_id':'c1','output':'ok'}";

    private static Reading read(String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new ResponsesProtocol(false).read(Asked.of(bytes, Map.of()));
    }

    private static String refusal(String body) {
        return read(body) instanceof Reading.Wrong wrong
                ? wrong.code() + ": " + wrong.message()
                : "accepted";
    }

    private static String saying(String fields) {
        return refusal("{'model':'m','input':'hi'," + fields + "}");
    }

    private static String items(String... items) {
        return refusal("{'model':'m','input':[" + String.join(",", items) + "]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'n':1 | unknown_parameter: Unknown parameter: 'n'.",
                "'stop':'x' | unknown_parameter: Unknown parameter: 'stop'.",
                "'temperature':3 | decimal_above_max_value: Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
                "'max_output_tokens':1 | integer_below_min_value: Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 1 instead.",
                "'stream':'yes' | invalid_type: Invalid type for 'stream': expected a boolean, but got a string instead.",
                "'reasoning':{'effort':'huge'} | invalid_value: Invalid value: 'huge'. Supported values are: 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', and 'max'.",
                "'tools':[{'type':'function','function':{'name':'f'}}] | missing_required_parameter: Missing required parameter: 'tools[0].name'.",
                "'tool_choice':{'type':'function','function':{'name':'f'}} | missing_required_parameter: Missing required parameter: 'tool_choice.name'.",
                "'tool_choice':'any' | invalid_value: Invalid value: 'any'. Supported values are: 'none', 'auto', and 'required'.",
                "'text':{'format':{'type':'json_schema','json_schema':{}}} | missing_required_parameter: Missing required parameter: 'text.format.name'.",
                "'previous_response_id':'resp_1' | previous_response_not_found: Previous response with id 'resp_1' not found.",
                "'client_metadata':{},'prompt_cache_key':'k','tools':[{'type':'namespace','name':'n','tools':[]},{'type':'web_search'}] | accepted",
            })
    void fieldsAreCheckedOneByOne(String fields, String words) {
        assertThat(saying(fields)).isEqualTo(words);
    }

    @Test
    void tellsWhereTheParametersOfChatHaveGone() {
        assertThat(saying("'max_tokens':100"))
                .startsWith(
                        "unsupported_parameter: Unsupported parameter: 'max_tokens'. In the"
                                + " Responses API, this parameter has moved to 'max_output_tokens'.");
        assertThat(saying("'response_format':{}")).contains("has moved to 'text.format'");
    }

    @Test
    void inputIsRequiredAndIsTextOrItems() {
        assertThat(refusal("{'model':'m'}")).startsWith("missing_required_parameter: One of");
        assertThat(refusal("{'model':'m','input':7}"))
                .isEqualTo(
                        "invalid_type: Invalid type for 'input': expected one of a string or array"
                                + " of input items, but got an integer instead.");
        assertThat(refusal("{'input':'hi'}"))
                .isEqualTo("missing_required_parameter: Missing required parameter: 'model'.");
    }

    @Test
    void partsAreInputOrOutputByWhoseTheyAre() {
        assertThat(items("{'role':'user','content':[{'type':'text','text':'x'}]}"))
                .isEqualTo(
                        "invalid_value: Invalid value: 'text'. Supported values are: 'input_text',"
                                + " 'input_image', and 'input_file'.");
        assertThat(
                        items(
                                HELLO,
                                "{'role':'assistant','content':[{'type':'input_text','text':'x'}]}"))
                .isEqualTo(
                        "invalid_value: Invalid value: 'input_text'. Supported values are:"
                                + " 'output_text' and 'refusal'.");
        assertThat(
                        items(
                                "{'role':'user','content':[{'type':'input_image','image_url':{'url':'x'}}]}"))
                .startsWith("invalid_type: Invalid type for 'input[0].content[0].image_url'");
        assertThat(items("{'role':'tool','content':'x'}"))
                .startsWith("invalid_value: Invalid value: 'tool'.");
        assertThat(items("{'role':'user','content':'x','name':'y'}"))
                .isEqualTo("unknown_parameter: Unknown parameter: 'input[0].name'.");
    }

    @Test
    void callsAndOutputsBelongTogetherWhereverTheyStand() {
        assertThat(items(HELLO, CALL, HELLO, OUTPUT)).isEqualTo("accepted");
        assertThat(items(HELLO, CALL))
                .isEqualTo("invalid_value: No tool output found for function call c1.");
        assertThat(items(HELLO, OUTPUT))
                .isEqualTo(
                        "invalid_value: No tool call found for function call output with call_id c1.");
        assertThat(items(HELLO, CALL.replace("'call_id'", "'id':'call_1','call_id'"), OUTPUT))
                .isEqualTo(
                        "invalid_value: Invalid 'input[1].id': 'call_1'. Expected an ID that begins"
                                + " with 'fc'.");
    }

    @Test
    void aThoughtComesBackSealedWithWhatCameOfIt() {
        String thought =
                "{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':'%s'}"
                        .formatted(ReasoningSeal.of("well"));
        String said = "{'role':'assistant','content':'so'}";
        assertThat(items(HELLO, thought, said, HELLO)).isEqualTo("accepted");
        assertThat(items(HELLO, thought, HELLO))
                .isEqualTo(
                        "invalid_value: Item 'rs_1' of type 'reasoning' was provided without its"
                                + " required following item.");
        String forged = thought.replace(ReasoningSeal.of("well"), "gAAAAforged00");
        assertThat(items(HELLO, forged, said))
                .isEqualTo(
                        "invalid_encrypted_content: The encrypted content gAAA...ed00 could not be"
                                + " verified. Reason: Encrypted content could not be decrypted or"
                                + " parsed.");
        assertThat(
                        items(
                                HELLO,
                                thought.replace("'summary'", "'status':'completed','summary'"),
                                said))
                .isEqualTo("unknown_parameter: Unknown parameter: 'input[1].status'.");
    }

    @Test
    void whatWasNotStoredCannotBeFoundById() {
        String body =
                "{'model':'m','store':false,'input':[%s,{'type':'reasoning','id':'rs_1','summary':[]},{'role':'assistant','content':'so'}]}"
                        .formatted(HELLO);
        assertThat(read(body)).extracting("status", "code").containsExactly(404, "item_not_found");
    }

    @Test
    void jsonModeWantsTheWordJson() {
        assertThat(saying("'text':{'format':{'type':'json_object'}}"))
                .startsWith("invalid_value: Response input messages must contain the word 'json'");
    }
}
