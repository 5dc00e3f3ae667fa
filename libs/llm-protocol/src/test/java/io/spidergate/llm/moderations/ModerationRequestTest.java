package io.spidergate.llm.moderations;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.llm.json.CheckedBody;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModerationRequestTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"four\" ; 1 ; 1 ; false",
                "[\"four\", \"eight by\"] ; 2 ; 3 ; false",
                "[{\"type\":\"text\",\"text\":\"four\"}] ; 1 ; 1 ; false",
                "[{\"type\":\"text\",\"text\":\"four\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/y.png\"}}] ; 1 ; 1 ; true",
            })
    void countsVerdictsAndTokens(String input, int verdicts, long tokens, boolean images) {
        assertThat(valid("{\"input\": " + input + "}").input())
                .isEqualTo(new ModerationInput(verdicts, tokens, images));
    }

    @Test
    void asksTheTaskWhereNoModelIsNamed() {
        assertThat(valid("{\"input\": \"a\"}").model()).isEqualTo("agent/moderation");
        assertThat(valid("{\"model\": \"omni\", \"input\": \"a\"}").model()).isEqualTo("omni");
    }

    @Test
    void sendsOnAllButWhatIsMeantForTheGateway() {
        assertThat(valid("{\"input\":\"a\",\"x\":1,\"spidergate_options\":{}}").bodyFor("up"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"input\":\"a\",\"x\":1,\"model\":\"up\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{} ; input",
                "{\"input\": \"\"} ; input",
                "{\"input\": []} ; input",
                "{\"input\": 7} ; input",
                "{\"input\": [\"a\", \"\"]} ; input[1]",
                "{\"input\": [\"a\", {}]} ; input[1]",
                "{\"input\": [{\"type\": \"audio\"}]} ; input[0].type",
                "{\"input\": [{\"type\": \"text\"}]} ; input[0].text",
                "{\"input\": [{\"type\": \"image_url\", \"image_url\": \"u\"}]} ; input[0].image_url.url",
                "{\"input\": \"a\", \"model\": \"\"} ; model",
                "{\"input\": \"a\", \"model\": 7} ; model",
            })
    void namesTheFieldThatIsWrong(String body, String field) {
        assertThat(ModerationRequest.parse(bytes(body)))
                .isInstanceOfSatisfying(
                        CheckedBody.Invalid.class,
                        wrong -> assertThat(wrong.reason().field()).isEqualTo(field));
    }

    private static ModerationRequest valid(String body) {
        return ((CheckedBody.Valid<ModerationRequest>) ModerationRequest.parse(bytes(body)))
                .request();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
