package io.spidergate.llm.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.spidergate.llm.json.CheckedBody;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechRequestTest {

    private static final String HELLO =
            "{\"model\":\"m\",\"input\":\"Hello, web.\",\"voice\":\"nova\"%s}";

    @ParameterizedTest
    @CsvSource({"'', 16", "',\"speed\":0.5', 31", "',\"speed\":2', 8"})
    void whatIsSaidSlowlyTakesLonger(String more, int tokens) {
        assertThat(valid(HELLO.formatted(more)).audioTokens()).isEqualTo(tokens);
    }

    @Test
    void sendsOnAllButWhatIsMeantForTheGateway() {
        assertThat(valid(HELLO.formatted(",\"x\":1,\"spidergate_options\":{}")).bodyFor("up"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        "{\"model\":\"up\",\"input\":\"Hello, web.\",\"voice\":\"nova\",\"x\":1}");
    }

    @Test
    void aVoiceMayBeOneOfTheCallersOwn() {
        assertThat(
                        valid("{\"model\":\"m\",\"input\":\"a\",\"voice\":{\"id\":\"voice_1\"}}")
                                .model())
                .isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"input\": \"a\", \"voice\": \"v\"} ; model",
                "{\"model\": \"m\", \"voice\": \"v\"} ; input",
                "{\"model\": \"m\", \"input\": \"\", \"voice\": \"v\"} ; input",
                "{\"model\": \"m\", \"input\": \"a\"} ; voice",
                "{\"model\": \"m\", \"input\": \"a\", \"voice\": {}} ; voice.id",
                "{\"model\": \"m\", \"input\": \"a\", \"voice\": \"v\", \"response_format\": \"midi\"} ; response_format",
                "{\"model\": \"m\", \"input\": \"a\", \"voice\": \"v\", \"speed\": 0.2} ; speed",
                "{\"model\": \"m\", \"input\": \"a\", \"voice\": \"v\", \"speed\": \"fast\"} ; speed",
                "{\"model\": \"m\", \"input\": \"a\", \"voice\": \"v\", \"stream_format\": \"sse\"} ; stream_format",
                "{\"model\": \"m\", \"input\": \"a\", \"voice\": \"v\", \"instructions\": 1} ; instructions",
            })
    void namesTheFieldThatIsWrong(String body, String field) {
        assertThat(SpeechRequest.parse(bytes(body)))
                .isInstanceOfSatisfying(
                        CheckedBody.Invalid.class,
                        wrong -> assertThat(wrong.reason().field()).isEqualTo(field));
    }

    /// Whatever a caller sends is either refused with a reason or can be sent on, and what is sent
    /// on would be accepted again.
    @FuzzTest
    void anyRequestIsRefusedWithAReasonOrCanBeSentOn(byte[] json) {
        switch (SpeechRequest.parse(json)) {
            case CheckedBody.Invalid<SpeechRequest>(var reason) ->
                    assertThat(reason.message()).isNotBlank();
            case CheckedBody.Valid<SpeechRequest>(SpeechRequest request) -> {
                assertThat(request.audioTokens()).isPositive();
                assertThat(SpeechRequest.parse(request.bodyFor("up")))
                        .isInstanceOf(CheckedBody.Valid.class);
            }
        }
    }

    private static SpeechRequest valid(String body) {
        return ((CheckedBody.Valid<SpeechRequest>) SpeechRequest.parse(bytes(body))).request();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
