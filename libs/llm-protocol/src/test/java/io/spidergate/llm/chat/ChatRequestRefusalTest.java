package io.spidergate.llm.chat;

import static io.spidergate.llm.chat.ChatBodies.HELLO;
import static io.spidergate.llm.chat.ChatBodies.invalid;
import static io.spidergate.llm.chat.ChatBodies.messages;
import static io.spidergate.llm.chat.ChatBodies.parse;
import static io.spidergate.llm.chat.ChatBodies.valid;
import static io.spidergate.llm.chat.ChatBodies.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import io.spidergate.llm.json.InvalidField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong is named: field, value and limit.
final class ChatRequestRefusalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'temperature':2.1          | temperature must be between 0 and 2, not 2.1",
                "'temperature':-0.1         | temperature must be between 0 and 2, not -0.1",
                "'temperature':'hot'        | temperature must be a number, not \"hot\"",
                "'top_p':1.01               | top_p must be between 0 and 1, not 1.01",
                "'n':0                      | n must be between 1 and 128, not 0",
                "'n':129                    | n must be between 1 and 128, not 129",
                "'n':1.5                    | n must be an integer, not 1.5",
                "'n':99999999999999999999   | n must be between 1 and 128, not 99999999999999999999",
                "'max_tokens':0             | max_tokens must be between 1 and 2147483647, not 0",
                "'max_completion_tokens':-1 | max_completion_tokens must be between 1 and 2147483647, not -1",
                "'presence_penalty':-2.5    | presence_penalty must be between -2 and 2, not -2.5",
                "'frequency_penalty':3      | frequency_penalty must be between -2 and 2, not 3",
                "'stream':'yes'             | stream must be true or false, not \"yes\"",
                "'stream_options':true      | stream_options must be an object, not true",
                "'stop':['a','b','c','d','e'] | stop must have at most 4 elements, not 5",
                "'stop':[1]                 | stop[0] must be a string, not 1",
                "'seed':'x'                 | seed must be an integer, not \"x\"",
                "'user':5                   | user must be a string, not 5",
                "'tools':{}                 | tools must be an array, not an object",
                "'tools':[{'type':'function'}] | tools[0].function is required",
                "'tools':[{'type':'function','function':{}}] | tools[0].function.name is required",
                "'tools':[{'type':'function','function':{'name':'f','parameters':[]}}] | tools[0].function.parameters must be an object, not an array",
                "'tool_choice':'maybe'      | tool_choice must be one of none, auto, required, not \"maybe\"",
                "'tool_choice':'required'   | tool_choice asks for a call, but tools is empty",
                "'response_format':{'type':'xml'} | response_format.type must be one of text, json_object, json_schema, not \"xml\"",
                "'response_format':{'type':'json_schema'} | response_format.json_schema is required",
                "'spidergate_options':{'max_cost_usd':101} | spidergate_options.max_cost_usd must be between 0.001 and 100, not 101",
                "'spidergate_options':{'cache_ttl_seconds':59} | spidergate_options.cache_ttl_seconds must be between 60 and 86400, not 59",
                "'spidergate_options':{'fallback_models':'a'} | spidergate_options.fallback_models must be an array of strings, not \"a\""
            })
    void namesFieldValueAndLimit(String fields, String message) {
        InvalidField wrong = invalid(with(fields));
        assertThat(wrong.message()).isEqualTo(message);
        assertThat(message).startsWith(wrong.field());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | messages must have at least 1 element, not 0",
                "{} | messages must be an array, not an object",
                "null | messages is required",
                "[5] | messages[0] must be an object, not 5",
                "[{'content':'x'}] | messages[0].role is required",
                "[{'role':'user','content':'x'},{'role':'boss','content':'x'}] | messages[1].role must be one of system, developer, user, assistant, tool, function, not \"boss\"",
                "[{'role':'user'}] | messages[0].content is required",
                "[{'role':'user','content':null}] | messages[0].content is required",
                "[{'role':'assistant','content':null}] | messages[0].content is required",
                "[{'role':'user','content':7}] | messages[0].content must be a string or an array of parts, not 7",
                "[{'role':'user','content':[{'text':'x'}]}] | messages[0].content[0].type is required",
                "[{'role':'user','content':[{'type':'text'}]}] | messages[0].content[0].text is required",
                "[{'role':'user','content':[{'type':'image_url','image_url':{}}]}] | messages[0].content[0].image_url.url is required",
                "[{'role':'tool','content':'x'}] | messages[0].tool_call_id is required",
                "[{'role':'assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'f'}}]}] | messages[0].tool_calls[0].function.arguments is required"
            })
    void namesTheMessageThatIsWrong(String messages, String message) {
        assertThat(invalid(messages(messages)).message()).isEqualTo(message);
    }

    @Test
    void tellsWhereTheJsonIsBroken() {
        InvalidField wrong = invalid(parse("{\"model\":\"m\",\n \"messages\": ["));
        assertThat(wrong.field()).isEqualTo("body");
        assertThat(wrong.code()).isEqualTo("invalid_json");
        assertThat(wrong.message()).contains("line 2, column").doesNotContain("jackson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[]", "null", "\"x\"", "{} {}", "{'a':1}", "\u0000"})
    void refusesWhatIsNotOneObject(String body) {
        assertThat(invalid(parse(body)).code()).isIn("invalid_json", "missing_required_parameter");
    }

    @Test
    void aModelIsRequiredAndNotEmptyAndNotEndless() {
        assertThat(invalid(parse("{" + HELLO + "}")).message()).isEqualTo("model is required");
        assertThat(invalid(parse("{\"model\":\"\"," + HELLO + "}")).message())
                .isEqualTo("model must have between 1 and 256 characters, not 0");
        assertThat(invalid(parse("{\"model\":\"" + "x".repeat(257) + "\"," + HELLO + "}")).field())
                .isEqualTo("model");
    }

    @Test
    void aHugeNestingIsRefusedAndADuplicateFieldTakesTheLast() {
        String deep = "[".repeat(100_000);
        assertThat(invalid(parse("{\"a\":" + deep)).code()).isEqualTo("invalid_json");
        assertThat(valid(parse("{\"model\":\"a\",\"model\":\"b\"," + HELLO + "}")).model())
                .isEqualTo("b");
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        List<String> pieces =
                List.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"model\"",
                        "\"m\"",
                        "\"messages\"",
                        "\"role\"",
                        "\"content\"",
                        "\"tools\"",
                        "\"stop\"",
                        "null",
                        "1e999",
                        "-1",
                        "true",
                        "\"",
                        "\\u",
                        "\uD800",
                        "\"spidergate_options\"",
                        "\"stream_options\"");
        qt().withExamples(5_000)
                .forAll(
                        lists().of(integers().between(0, pieces.size() - 1))
                                .ofSizeBetween(0, 25)
                                .map(list ->
                                        list.stream().map(pieces::get).reduce("", String::concat)))
                .check(text -> parse(text) != null);
        qt().forAll(strings().allPossible().ofLengthBetween(0, 50))
                .check(text -> with("'stop':" + text) != null);
        assertThat(ChatRequest.parse(new byte[] {(byte) 0xFF, (byte) 0xC3, '{'}))
                .isInstanceOf(ParsedChat.Invalid.class);
    }
}
