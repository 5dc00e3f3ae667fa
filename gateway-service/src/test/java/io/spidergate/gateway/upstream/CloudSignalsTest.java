package io.spidergate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.FailureClass;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How AWS and Azure say that a call failed.
class CloudSignalsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    /// AWS has the type in a header and words alone in the body.
    @ParameterizedTest
    @CsvSource({
        "429, ThrottlingException, Too many tokens please wait, RATE_LIMITED",
        "429, ThrottlingException, Too many tokens per day please wait, WINDOW_EXHAUSTED",
        "429, ModelNotReadyException, wait, OVERLOADED",
        "503, ServiceUnavailableException, x, OVERLOADED",
        "400, ServiceQuotaExceededException, x, NO_QUOTA",
        "403, AccessDeniedException, x, NO_QUOTA",
        "403, UnrecognizedClientException, x, CREDENTIAL_DEAD",
        "403, InvalidSignatureException, x, CREDENTIAL_DEAD",
        "403, ExpiredTokenException, x, CREDENTIAL_DEAD",
        "424, ModelErrorException, x, MODEL_FAULT",
        "408, ModelTimeoutException, x, TIMEOUT",
        "400, ValidationException, Input is too long for requested model., CONTEXT_TOO_LONG",
        "400, ValidationException, The provided model identifier is invalid., MODEL_GONE",
        "400, ValidationException, x, BAD_REQUEST",
        "500, InternalServerException, x, SERVER_ERROR"
    })
    void readsWhatAwsSays(int status, String type, String message, FailureClass kind) {
        UpstreamFailure read =
                read(
                        status,
                        Map.of("x-amzn-errortype", type + ":http://internal.amazon.com/coral/x/"),
                        "{\"message\":\"" + message + "\"}");

        assertThat(read.kind()).isEqualTo(kind);
    }

    /// A refused call of Azure names the wait in words, and its codes are statuses.
    @Test
    void readsWhatAzureSays() {
        String words =
                "Requests to the ChatCompletions_Create Operation have exceeded token rate limit of"
                        + " your current OpenAI S0 pricing tier. Please retry after 6 seconds.";
        UpstreamFailure limited = read(429, Map.of("retry-after", "6"), error("429", words));

        assertThat(limited.kind()).isEqualTo(FailureClass.RATE_LIMITED);
        assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(6));
        assertThat(read(429, Map.of("retry-after-ms", "1500"), error("429", "x")).retryAfter())
                .isEqualTo(Duration.ofMillis(1_500));
        assertThat(read(404, Map.of(), error("DeploymentNotFound", "x")).kind())
                .isEqualTo(FailureClass.MODEL_GONE);
        assertThat(read(401, Map.of(), error("401", "Access denied")).kind())
                .isEqualTo(FailureClass.CREDENTIAL_DEAD);
        assertThat(read(400, Map.of(), error("content_filter", "x")).kind())
                .isEqualTo(FailureClass.BAD_REQUEST);
    }

    private static UpstreamFailure read(int status, Map<String, String> headers, String body) {
        return FailureReading.ofStatus(
                status, headers::get, body.getBytes(StandardCharsets.UTF_8), null, NOW);
    }

    private static String error(String code, String message) {
        return "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message);
    }
}
