package io.spidergate.llm.completions;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.Part;
import io.spidergate.llm.conversation.ReadRequest;
import io.spidergate.llm.conversation.Turn;
import io.spidergate.llm.json.JsonBody;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionsRequestReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"Go on\"", "[\"Go on\"]"})
    void aPromptIsOneTurnOfAUser(String prompt) throws Exception {
        assertThat(valid("\"prompt\": " + prompt).conversation().turns())
                .containsExactly(new Turn.User(List.of(new Part.Text("Go on"))));
    }

    @Test
    void settingsAreKept() throws Exception {
        Conversation read =
                valid(
                                "\"prompt\": \"a\", \"max_tokens\": 9, \"temperature\": 0.5, \"top_p\": 1, \"seed\": 7, \"stop\": [\"x\", \"y\"], \"user\": \"u\", \"stream\": true")
                        .conversation();

        assertThat(read.stream()).isTrue();
        assertThat(read.sampling().maxTokens()).hasValue(9);
        assertThat(read.sampling().temperature()).hasValue(0.5);
        assertThat(read.sampling().topP()).hasValue(1);
        assertThat(read.sampling().seed()).hasValue(7);
        assertThat(read.sampling().stop()).containsExactly("x", "y");
        assertThat(read.sampling().user()).contains("u");
    }

    @Test
    void whatOnlyTunesIsLeftOutWithANote() throws Exception {
        assertThat(valid("\"prompt\": \"a\", \"logit_bias\": {\"1\": 2}").notes())
                .singleElement()
                .asString()
                .contains("logit_bias");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"x\": 1 ; prompt ; missing_required_parameter",
                "\"prompt\": 7 ; prompt ; invalid_type",
                "\"prompt\": [] ; prompt ; invalid_type",
                "\"prompt\": [1, 2] ; prompt ; unsupported_parameter",
                "\"prompt\": [\"a\", \"b\"] ; prompt ; unsupported_parameter",
                "\"prompt\": \"a\", \"n\": 0 ; n ; invalid_value",
                "\"prompt\": \"a\", \"n\": 2 ; n ; unsupported_parameter",
                "\"prompt\": \"a\", \"best_of\": 3 ; best_of ; unsupported_parameter",
                "\"prompt\": \"a\", \"suffix\": \"z\" ; suffix ; unsupported_parameter",
                "\"prompt\": \"a\", \"logprobs\": 1 ; logprobs ; unsupported_parameter",
                "\"prompt\": \"a\", \"temperature\": 3 ; temperature ; invalid_value",
                "\"prompt\": \"a\", \"stop\": 1 ; stop ; invalid_type",
            })
    void namesTheFieldThatIsWrong(String fields, String field, String code) throws Exception {
        assertThat(read(fields))
                .isInstanceOfSatisfying(
                        ReadRequest.Invalid.class,
                        invalid -> {
                            assertThat(invalid.reason().field()).isEqualTo(field);
                            assertThat(invalid.reason().code()).isEqualTo(code);
                        });
    }

    @FuzzTest
    void anyBodyIsReadOrRefusedWithAReason(byte[] json) {
        if (JsonBody.parse(json) instanceof JsonBody.Parsed(ObjectNode body, var _)
                && new CompletionsRequestReader().read(body)
                        instanceof ReadRequest.Invalid invalid) {
            assertThat(invalid.reason().message()).isNotBlank();
        }
    }

    private static ReadRequest.Valid valid(String fields) throws Exception {
        return (ReadRequest.Valid) read(fields);
    }

    private static ReadRequest read(String fields) throws Exception {
        return new CompletionsRequestReader()
                .read(
                        (ObjectNode)
                                new ObjectMapper().readTree("{\"model\": \"m\", " + fields + "}"));
    }
}
