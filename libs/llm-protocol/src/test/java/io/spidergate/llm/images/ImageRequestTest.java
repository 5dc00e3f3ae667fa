package io.spidergate.llm.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.llm.json.CheckedBody;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageRequestTest {

    @Test
    void asksForOneWhereNobodySaysHowMany() {
        ImageRequest request = valid("{\"model\":\"m\",\"prompt\":\"a web in the dew\"}");

        assertThat(request.model()).isEqualTo("m");
        assertThat(request.count()).isEqualTo(1);
        assertThat(request.promptTokens()).isEqualTo(4);
        assertThat(request.tokensPerImage()).as("nobody knows which quality").isEqualTo(6_240);
    }

    @ParameterizedTest
    @CsvSource({"low, 408", "medium, 1584", "high, 6240", "auto, 6240", "hd, 6240"})
    void anImageTakesAsManyTokensAsItsQualityMayNeed(String quality, int tokens) {
        assertThat(
                        valid(
                                        "{\"model\":\"m\",\"prompt\":\"a\",\"quality\":\"%s\"}"
                                                .formatted(quality))
                                .tokensPerImage())
                .isEqualTo(tokens);
    }

    @Test
    void sendsOnAllButWhatIsMeantForTheGateway() {
        assertThat(
                        valid(
                                        "{\"model\":\"m\",\"prompt\":\"a\",\"size\":\"1x1\",\"spidergate_options\":{}}")
                                .bodyFor("up"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"model\":\"up\",\"prompt\":\"a\",\"size\":\"1x1\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"prompt\": \"a\"} ; model",
                "{\"model\": \"m\"} ; prompt",
                "{\"model\": \"m\", \"prompt\": \"\"} ; prompt",
                "{\"model\": \"m\", \"prompt\": [\"a\"]} ; prompt",
                "{\"model\": \"m\", \"prompt\": \"a\", \"n\": 0} ; n",
                "{\"model\": \"m\", \"prompt\": \"a\", \"n\": 11} ; n",
                "{\"model\": \"m\", \"prompt\": \"a\", \"size\": 7} ; size",
                "{\"model\": \"m\", \"prompt\": \"a\", \"quality\": \"\"} ; quality",
                "{\"model\": \"m\", \"prompt\": \"a\", \"response_format\": \"png\"} ; response_format",
                "{\"model\": \"m\", \"prompt\": \"a\", \"output_compression\": 101} ; output_compression",
                "{\"model\": \"m\", \"prompt\": \"a\", \"stream\": true} ; stream",
                "{\"model\": \"m\", \"prompt\": \"a\", \"stream\": \"yes\"} ; stream",
                "{\"model\": \"m\", \"prompt\": \"a\", \"user\": 1} ; user",
            })
    void namesTheFieldThatIsWrong(String body, String field) {
        assertThat(ImageRequest.parse(bytes(body)))
                .isInstanceOfSatisfying(
                        CheckedBody.Invalid.class,
                        wrong -> assertThat(wrong.reason().field()).isEqualTo(field));
    }

    @Test
    void aPromptHasAnEnd() {
        String body = "{\"model\":\"m\",\"prompt\":\"%s\"}";

        assertThat(ImageRequest.parse(bytes(body.formatted("x".repeat(32_000)))))
                .isInstanceOf(CheckedBody.Valid.class);
        assertThat(ImageRequest.parse(bytes(body.formatted("x".repeat(32_001)))))
                .isInstanceOf(CheckedBody.Invalid.class);
    }

    private static ImageRequest valid(String body) {
        return ((CheckedBody.Valid<ImageRequest>) ImageRequest.parse(bytes(body))).request();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
