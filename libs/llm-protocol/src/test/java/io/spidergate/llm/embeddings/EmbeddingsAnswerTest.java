package io.spidergate.llm.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.spidergate.llm.answer.DocumentAnswer;
import io.spidergate.llm.answer.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsAnswerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// 1.0 and -2.5 as little-endian floats.
    private static final String BASE64 = "\"AACAPwAAIMA=\"";

    @Test
    void passesTheProvidersNumbersOnUnderTheNameThatServed() throws Exception {
        JsonNode answer =
                vectors(
                        "\"float\"",
                        "{\"object\":\"list\",\"model\":\"theirs\",\"data\":[{\"index\":0,\"embedding\":[1.25e-3,-2]}]}");

        assertThat(answer)
                .isEqualTo(
                        JSON.readTree(
                                "{\"object\":\"list\",\"model\":\"served\",\"data\":[{\"index\":0,\"embedding\":[1.25e-3,-2]}]}"));
    }

    @Test
    void writesNumbersForWhoWantsNumbers() throws Exception {
        JsonNode answer = vectors("\"float\"", "{\"data\":[{\"embedding\":" + BASE64 + "}]}");

        assertThat(answer.at("/data/0/embedding").toString()).isEqualTo("[1.0,-2.5]");
    }

    @Test
    void writesBase64ForWhoWantsBase64() throws Exception {
        JsonNode answer = vectors("\"base64\"", "{\"data\":[{\"embedding\":[1,-2.5]}]}");

        assertThat(answer.at("/data/0/embedding").toString()).isEqualTo(BASE64);
    }

    @Test
    void anyVectorSurvivesBothWays() {
        Random random = new Random(3);
        for (int run = 0; run < 200; run++) {
            ArrayNode numbers = JSON.createArrayNode();
            random.ints(random.nextInt(1, 200))
                    .mapToObj(Float::intBitsToFloat)
                    .filter(number -> Float.isFinite(number))
                    .forEach(numbers::add);

            assertThat(VectorFormat.numbers(VectorFormat.base64(numbers))).isEqualTo(numbers);
        }
    }

    @Test
    void readsUsage() {
        DocumentAnswer answer =
                read(
                        "\"float\"",
                        "{\"data\":[{\"embedding\":[1]}],\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}");

        assertThat(((DocumentAnswer.Whole) answer).usage()).isEqualTo(new Usage(8, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "{\"data\":[]}",
                "{\"data\":[{\"embedding\":[1]},{\"embedding\":[1]}]}",
                "{\"data\":[{}]}",
                "{\"data\":[{\"embedding\":[]}]}",
                "{\"data\":[7]}",
                "{\"data\":[{\"embedding\":\"***\"}]}",
                "{\"data\":[{\"embedding\":\"AAA=\"}]}",
            })
    void whatIsNoSetOfVectorsIsMalformed(String body) {
        assertThat(read("\"float\"", body)).isInstanceOf(DocumentAnswer.Malformed.class);
    }

    @Test
    void anErrorInsideOfASuccessIsAFailure() {
        assertThat(read("\"float\"", "{\"error\":{\"message\":\"no\",\"code\":\"busy\"}}"))
                .isInstanceOfSatisfying(
                        DocumentAnswer.Failed.class,
                        failed -> assertThat(failed.error().code()).isEqualTo("busy"));
    }

    private static JsonNode vectors(String format, String body) throws Exception {
        return JSON.readTree(((DocumentAnswer.Whole) read(format, body)).json());
    }

    private static DocumentAnswer read(String format, String body) {
        return EmbeddingsAnswer.read(
                body.getBytes(StandardCharsets.UTF_8),
                EmbeddingsRequestTest.valid("\"input\": \"a\", \"encoding_format\": " + format),
                "served");
    }
}
