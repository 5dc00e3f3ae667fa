package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bad input gets a plain error that names field, value and limit; the process is unharmed and
/// nothing is charged.
@ExtendWith(RunningSuite.Extension.class)
class BadInputIT {

    private static final String CHAT = "/v1/chat/completions";

    private RunningSuite suite;
    private GatewayHttp gateway;
    private long charged;

    @BeforeEach
    void remember(RunningSuite running) {
        suite = running;
        gateway = new GatewayHttp(suite.gateway(), suite.quickstartToken());
        charged = totalCharged();
    }

    @AfterEach
    void theProcessIsUnharmedAndNothingIsCharged() {
        assertThat(suite.isAlive("gateway")).isTrue();
        assertThat(gateway.get("/v1/health").statusCode()).isEqualTo(200);
        assertThat(totalCharged()).isEqualTo(charged);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"model\": ; line",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]} ; model",
                "{\"model\":\"steady-70b\",\"messages\":[]} ; messages",
                "{\"model\":\"steady-70b\",\"messages\":[{\"role\":\"bot\",\"content\":\"x\"}]} ; messages[0].role",
                "{\"model\":\"steady-70b\",\"temperature\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]} ; temperature",
                "{\"model\":\"steady-70b\",\"n\":0,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]} ; n",
                "{\"model\":\"steady-70b\",\"max_tokens\":0,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]} ; max_tokens",
                "{\"model\":\"steady-70b\",\"top_p\":\"high\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]} ; top_p",
                "[] ; object",
            })
    void aBodyThatBreaksARuleNamesWhatIsWrong(String body, String named) {
        HttpResponse<String> answer = gateway.post(CHAT, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = GatewayHttp.error(answer);
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("message").asText()).contains(named);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("io.spidergate");
    }

    @Test
    void aBodyOfTwentyMegabytesIsRefusedWithTheLimit() {
        String huge = GatewayHttp.chat("steady-70b").replace("Say hello", "x".repeat(20 << 20));

        HttpResponse<String> answer = gateway.post(CHAT, huge);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(GatewayHttp.error(answer).path("message").asText()).contains("16");
    }

    @Test
    void anotherContentTypeIsRefused() {
        HttpResponse<String> answer =
                gateway.post(CHAT, "text/plain", HttpRequest.BodyPublishers.ofString("hello"));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(GatewayHttp.error(answer).path("message").asText()).contains("text/plain");
    }

    @Test
    void anUnknownPathIsNotFound() {
        HttpResponse<String> answer = gateway.post("/v1/no/such/path", "{}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(GatewayHttp.error(answer).path("message").asText()).contains("/v1/no/such/path");
    }

    @Test
    void aWrongMethodIsSaid() {
        HttpResponse<String> answer = gateway.get(CHAT);

        assertThat(answer.statusCode()).isEqualTo(405);
        GatewayHttp.error(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "'', missing_api_key",
        "sk-nonsense, invalid_token_format",
        "spidergate_pat_000000000000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, invalid_api_key",
    })
    void aWrongTokenIsUnauthorized(String token, String code) {
        HttpResponse<String> answer =
                new GatewayHttp(suite.gateway(), token).post(CHAT, GatewayHttp.chat("steady-70b"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(GatewayHttp.error(answer).path("code").asText())
                .isIn(code, "invalid_token_format");
    }

    private long totalCharged() {
        return suite.billing()
                .get("/internal/billing/v1/ledger/summary")
                .path("totalNanoUsd")
                .asLong();
    }
}
