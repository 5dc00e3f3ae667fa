package io.spidergate.llm.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.llm.json.CheckedBody;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingsRequestTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"four\" ; 1 ; 1",
                "[\"four\", \"eight by\"] ; 2 ; 3",
                "[1, 2, 3] ; 1 ; 3",
                "[[1, 2], [3]] ; 2 ; 3",
            })
    void countsInputsAndTheirTokens(String input, int inputs, long tokens) {
        EmbeddingsRequest request = valid("\"input\": " + input);

        assertThat(request.inputs()).isEqualTo(inputs);
        assertThat(request.promptTokens()).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"x\": 1 ; input",
                "\"input\": \"\" ; input",
                "\"input\": [] ; input",
                "\"input\": 7 ; input",
                "\"input\": [\"a\", \"\"] ; input[1]",
                "\"input\": [\"a\", {}] ; input[1]",
                "\"input\": [1, -2] ; input[1]",
                "\"input\": [[1], []] ; input[1]",
                "\"input\": \"a\", \"dimensions\": 0 ; dimensions",
                "\"input\": \"a\", \"dimensions\": 3073 ; dimensions",
                "\"input\": \"a\", \"encoding_format\": \"int8\" ; encoding_format",
                "\"input\": \"a\", \"user\": 1 ; user",
            })
    void namesTheFieldThatIsWrong(String fields, String field) {
        assertThat(parse(fields))
                .isInstanceOfSatisfying(
                        CheckedBody.Invalid.class,
                        invalid -> assertThat(invalid.reason().field()).isEqualTo(field));
    }

    @Test
    void takesAsManyInputsAsOpenAiAndNotOneMore() {
        String most = Collections.nCopies(2_048, "\"a\"").toString();
        String more = Collections.nCopies(2_049, "\"a\"").toString();

        assertThat(valid("\"input\": " + most).inputs()).isEqualTo(2_048);
        assertThat(parse("\"input\": " + more))
                .isInstanceOfSatisfying(
                        CheckedBody.Invalid.class,
                        invalid -> assertThat(invalid.reason().message()).contains("2048", "2049"));
    }

    @Test
    void changesForAProviderOnlyTheModelsNameAndWhatIsOurs() throws Exception {
        EmbeddingsRequest request =
                valid(
                        "\"input\": \"a\", \"odd\": [1], \"spidergate_options\": {\"retry_count\": 1}");

        assertThat(new ObjectMapper().readTree(request.bodyFor("up")))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree("{\"model\":\"up\",\"input\":\"a\",\"odd\":[1]}"));
    }

    static EmbeddingsRequest valid(String fields) {
        return ((CheckedBody.Valid<EmbeddingsRequest>) parse(fields)).request();
    }

    private static CheckedBody<EmbeddingsRequest> parse(String fields) {
        return EmbeddingsRequest.parse(
                ("{\"model\": \"m\", " + fields + "}").getBytes(StandardCharsets.UTF_8));
    }
}
