package io.spidergate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The protocol of a call follows from the end of its path, whatever lies before it.
final class RouteTest {

    @ParameterizedTest
    @CsvSource({
        "v1/chat/completions, CHAT",
        "v1beta/openai/chat/completions, CHAT",
        "v1/messages, MESSAGES",
        "anthropic/v1/messages/count_tokens, MESSAGES_COUNT",
        "openai/v1/responses, RESPONSES",
        "v1/models, MODELS",
        "models, MODELS",
        "v1/embeddings, EMBEDDINGS",
        "v1/moderations, MODERATIONS",
        "v1/images/generations, IMAGES",
        "v1/audio/speech, SPEECH",
        "v1/mymodels, UNKNOWN",
        "v1/responses/resp_1, UNKNOWN",
        "v1beta/models/m:embedContent, UNKNOWN",
    })
    void endsTellEndpoints(String path, Endpoint endpoint) {
        assertThat(Route.of(path, "beta=true").endpoint()).isEqualTo(endpoint);
    }

    @Test
    void googlesPathsNameTheModelAndTheFrames() {
        assertThat(Route.of("v1beta/models/gemini-3.8-flash:streamGenerateContent", "a=b&alt=sse"))
                .isEqualTo(
                        new Route(
                                Endpoint.GENERATE_STREAM,
                                "streamGenerateContent",
                                "gemini-3.8-flash",
                                true));
        assertThat(Route.of("v1/publishers/google/models/gemini:generateContent", ""))
                .isEqualTo(new Route(Endpoint.GENERATE, "generateContent", "gemini", false));
    }

    @Test
    void whatIsUnknownIsRecordedByItsPath() {
        assertThat(Route.of("v1/files", "").name()).isEqualTo("v1/files");
    }
}
