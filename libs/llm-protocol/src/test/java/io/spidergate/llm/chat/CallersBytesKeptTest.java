package io.spidergate.llm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where only the model's name and the wish for usage change, a provider gets the caller's own
/// bytes.
final class CallersBytesKeptTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HELLO =
            "\"messages\" : [ {\"role\":\"user\",\"content\":\"h\\u00e9 \uD83D\uDE00\"} ]";

    @Test
    void everyOtherByteStaysAsItWas() {
        assertThat(sent("{ \"model\" :\"m\" , " + HELLO + ",\"temperature\":1.0e-0 }\n"))
                .isEqualTo("{ \"model\" :\"up/1\" , " + HELLO + ",\"temperature\":1.0e-0 }\n");
    }

    @Test
    void theWishForUsageIsPutBeforeTheLastBrace() {
        assertThat(sent("{" + HELLO + ",\"model\":\"m\",\"stream\":true } "))
                .isEqualTo(
                        "{"
                                + HELLO
                                + ",\"model\":\"up/1\",\"stream\":true ,\"stream_options\":{\"include_usage\":true}} ");
    }

    @Test
    void theWishForUsageJoinsTheCallersOwnOptions() {
        assertThat(
                        sent(
                                "{\"stream_options\": {\"x\":1}, \"model\":\"m\",\"stream\":true,"
                                        + HELLO
                                        + "}"))
                .isEqualTo(
                        "{\"stream_options\": {\"x\":1,\"include_usage\":true}, \"model\":\"up/1\",\"stream\":true,"
                                + HELLO
                                + "}");
    }

    /// A reader that takes the first of two must not see another request than we do.
    @Test
    void aFieldThatIsNamedTwiceIsWrittenOnce() throws Exception {
        String body = sent("{\"model\":\"first\"," + HELLO + ",\"model\":\"second\"}");

        assertThat(body).containsOnlyOnce("\"model\"").contains("up/1").doesNotContain("second");
        assertThat(JSON.readTree(body).path("model").asText()).isEqualTo("up/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"n\":1",
                "\"stop\":null",
                "\"user\":\"\\\"quoted\\\" \\\\ \\u0000\"",
                "\"logit_bias\":{\"1\":-100},\"tools\":[]",
                "\"odd\":[[[{}]],{\"model\":\"inner\"}],\"stream\":false",
                "\"spidergate_options\":{\"retry_count\":1}",
                "\"stream\":true,\"stream_options\":null",
                "\"stream\":false,\"stream_options\":{\"include_usage\":true}",
            })
    void meansWhatTheCallersBodyMeansButForTheModel(String more) throws Exception {
        JsonNode asked = JSON.readTree("{\"model\":\"m\"," + HELLO + "," + more + "}");
        ObjectNode expected = asked.deepCopy();
        expected.put("model", "up/1").remove("spidergate_options");
        expected.remove("stream_options");
        if (asked.path("stream").asBoolean()) {
            expected.putObject("stream_options").put("include_usage", true);
        }

        assertThat(JSON.readTree(sent(asked.toString()))).isEqualTo(expected);
    }

    private static String sent(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ChatRequest request = ((ParsedChat.Valid) ChatRequest.parse(bytes)).request();
        return new String(ChatBodies.body(request, "up/1", Set.of()), StandardCharsets.UTF_8);
    }
}
