package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A gateway that is told to stop ends what is under way and sends elsewhere what arrives.
@ExtendWith(RunningSuite.Extension.class)
class DrainIT {

    private static final int CHUNKS = 12;
    private static final String CHAT = "/v1/chat/completions";

    private RunningSuite suite;

    @AfterEach
    void startedAgain() {
        suite.simulator().play("{\"provider\":\"sim-drowsy\",\"status\":503}");
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> "ready".equals(suite.state("gateway-2")));
    }

    @Test
    void aRunningStreamEndsWellWhileNewRequestsAreToldToComeBack(RunningSuite running) {
        suite = running;
        suite.simulator()
                .play("{\"model\":\"steady-70b\",\"gapMs\":400,\"chunks\":%d}".formatted(CHUNKS));
        URI gateway = suite.gateways().getLast();
        String token = suite.newToken();

        OpenAIClient client = client(gateway, token);
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(request())) {
            Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
            chunks.next();
            assertThat(ProcessHandle.of(suite.pid("gateway-2")).orElseThrow().destroy()).isTrue();

            HttpResponse<String> refused = untilRefused(new GatewayHttp(gateway, token));
            assertThat(GatewayHttp.error(refused).path("code").asText())
                    .isEqualTo("service_unavailable");
            assertThat(refused.headers().firstValue("Retry-After")).contains("2");
            assertThat(refused.headers().firstValue("connection")).contains("close");
            assertLargeBodyIsAnsweredToo(new GatewayHttp(gateway, token));
            assertThat(rest(chunks)).isEqualTo("stop");
        }
    }

    private static HttpResponse<String> untilRefused(GatewayHttp gateway) {
        return await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> gateway.post(CHAT, GatewayHttp.chat("swift-8b")),
                        answer -> answer.statusCode() == 503);
    }

    /// Not by a reset while the body is still on its way.
    private static void assertLargeBodyIsAnsweredToo(GatewayHttp gateway) {
        String body = GatewayHttp.chat("x".repeat(3_000_000));

        assertThat(gateway.post(CHAT, body).statusCode()).isEqualTo(503);
    }

    /// How the stream ended, of those chunks that say so.
    private static String rest(Iterator<ChatCompletionChunk> chunks) {
        String reason = "";
        while (chunks.hasNext()) {
            reason =
                    chunks.next().choices().stream()
                            .flatMap(choice -> choice.finishReason().stream())
                            .map(Object::toString)
                            .findFirst()
                            .orElse(reason);
        }
        return reason;
    }

    private static ChatCompletionCreateParams request() {
        return ChatCompletionCreateParams.builder()
                .model("steady-70b")
                .addUserMessage("Count slowly, and do not let anyone hurry you along the way.")
                .build();
    }

    private static OpenAIClient client(URI gateway, String token) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway + "/v1")
                .apiKey(token)
                .maxRetries(0)
                .build();
    }
}
