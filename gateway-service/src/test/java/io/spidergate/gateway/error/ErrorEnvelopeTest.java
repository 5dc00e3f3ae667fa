package io.spidergate.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorEnvelopeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void hasAllFourKeysEvenWhereNoFieldIsWrong() throws IOException {
        JsonNode error =
                JSON.readTree(ErrorEnvelope.json(GatewayError.of(ErrorCode.MISSING_API_KEY)))
                        .path("error");
        assertThat(error.properties().stream().map(Map.Entry::getKey))
                .containsExactly("message", "type", "param", "code");
        assertThat(error.path("param").isNull()).isTrue();
        assertThat(error.path("code").asText()).isEqualTo("missing_api_key");
    }

    @Test
    void roundsRetryAfterUpSoThatNobodyComesEarly() {
        GatewayError error =
                GatewayError.of(ErrorCode.SERVICE_UNAVAILABLE, "x")
                        .retryAfter(Duration.ofMillis(1_001));
        assertThat(ErrorEnvelope.headers(error)).containsEntry("Retry-After", "2");
    }

    @Test
    void says401WithTheSchemeToUse() {
        assertThat(ErrorEnvelope.headers(GatewayError.of(ErrorCode.INVALID_API_KEY)))
                .containsEntry("WWW-Authenticate", "Bearer")
                .containsEntry("x-should-retry", "false");
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeHasAStatusOfItsFault(ErrorCode code) {
        boolean caller = code.fault() == io.spidergate.contracts.gateway.RequestEvent.Fault.CALLER;
        assertThat(code.status() < 500).isEqualTo(caller);
    }
}
