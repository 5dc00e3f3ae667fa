package io.spidergate.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Scenario;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Many large bodies at once do not exhaust the memory: who finds no room is told to come back, and
/// small requests are served all the while.
@QuarkusTest
@TestProfile(LittleRoomProfile.class)
class LargeBodiesTest extends FrontDoor {

    private static final String REF = "largebody001";

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void landscape() {
        tokens.put(Landscape.token(REF));
        tables.set(
                new Landscape()
                        .provider("openai", simulator.baseUrl("openai"), Landscape.PATIENT)
                        .deployment("openai", "m", TokenPrice.FREE)
                        .table());
    }

    @Test
    void whoFindsNoRoomIsToldToComeBack() throws Exception {
        simulator.script(Scenario.of("{provider: openai, headersDelayMs: 1500, times: 1}"));
        CompletableFuture<HttpResponse<String>> first = ask(LARGE);
        await().until(() -> simulator.calls().size() == 1);

        HttpResponse<String> second = ask(LARGE).get();
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("retry-after")).hasValue("1");
        assertThat(second.body()).contains("too many large requests are under way");
        assertThat(ask(10).get().statusCode()).as("a small one").isEqualTo(200);

        assertThat(first.get().statusCode()).isEqualTo(200);
        assertThat(ask(LARGE).get().statusCode()).as("the room is free again").isEqualTo(200);
    }

    @Test
    void whoLeavesInTheMiddleMakesRoom() throws Exception {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            String head =
                    "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n";
            socket.getOutputStream()
                    .write(
                            head.formatted(Landscape.secret(REF), LARGE)
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[LARGE - 1]);
            socket.getOutputStream().flush();
            await().until(() -> ask(LARGE).get().statusCode() == 503);
        }

        await().until(() -> ask(LARGE).get().statusCode() == 200);
    }

    private static final int LARGE = LittleRoomProfile.LARGEST - 1_000;

    private CompletableFuture<HttpResponse<String>> ask(int length) {
        String body =
                "{\"model\":\"openai/m\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted("a ".repeat(length / 20) + "x".repeat(length - length / 10));
        HttpRequest request =
                HttpRequest.newBuilder(root.resolve("/v1/chat/completions"))
                        .header("authorization", "Bearer " + Landscape.secret(REF))
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }
}
