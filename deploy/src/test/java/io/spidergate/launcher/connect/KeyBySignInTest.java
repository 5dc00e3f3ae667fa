package io.spidergate.launcher.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a server that gives a key only for the right code and the verifier of its challenge.
class KeyBySignInTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private HttpServer openrouter;
    private String challenge = "";

    @BeforeEach
    void start() throws IOException {
        openrouter =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        openrouter.createContext("/api/v1/auth/keys", this::exchange);
        openrouter.start();
    }

    @AfterEach
    void stop() {
        openrouter.stop(0);
    }

    @Test
    void whoAllowsItHandsOverAKey() throws Exception {
        try (KeyBySignIn signIn = new KeyBySignIn(api())) {
            Map<String, String> asked = query(signIn.page());
            challenge = asked.get("code_challenge");
            assertThat(signIn.page().getPath()).isEqualTo("/auth");
            assertThat(asked).containsEntry("code_challenge_method", "S256");

            assertThat(status(asked.get("callback_url") + "?code=right%20code")).isEqualTo(200);

            assertThat(signIn.key(SOON)).isEqualTo("sk-or-v1-handed-over");
        }
    }

    @Test
    void anotherCodeGivesNothingAndNothingIsQuoted() throws Exception {
        try (KeyBySignIn signIn = new KeyBySignIn(api())) {
            challenge = query(signIn.page()).get("code_challenge");
            status(query(signIn.page()).get("callback_url") + "?code=wrong");

            assertThatThrownBy(() -> signIn.key(SOON))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("gave no key (HTTP 403)")
                    .hasMessageNotContaining("leaked");
        }
    }

    @Test
    void whoDoesNotKnowThePathIsNotHeard() throws Exception {
        try (KeyBySignIn signIn = new KeyBySignIn(api())) {
            URI callback = URI.create(query(signIn.page()).get("callback_url"));

            assertThat(status(callback.resolve("/callback/guessed?code=evil").toString()))
                    .isEqualTo(404);
            assertThat(status(callback.toString())).isEqualTo(400);
            assertThatThrownBy(() -> signIn.key(Duration.ofMillis(50)))
                    .hasMessageContaining("Nobody came back");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude",
                "anthropic",
                "gemini-cli",
                "antigravity",
                "copilot",
                "qwen",
                "codex"
            })
    void whatItsTermsForbidIsRefusedWithTheReason(String provider) {
        assertThatThrownBy(() -> SignIns.requireAllowed(provider))
                .isInstanceOf(Refusal.class)
                .hasMessageMatching(".*(permit|forbid|allows|closed|not supported).*");
    }

    @Test
    void whoHandsOverNothingIsSaidToo() {
        SignIns.requireAllowed("openrouter");
        assertThatThrownBy(() -> SignIns.requireAllowed("groq"))
                .hasMessageContaining("provider add --name groq --key");
    }

    private URI api() {
        return URI.create(
                "http://127.0.0.1:%d/api/v1".formatted(openrouter.getAddress().getPort()));
    }

    private void exchange(HttpExchange call) throws IOException {
        JsonNode asked = new ObjectMapper().readTree(call.getRequestBody());
        boolean right =
                asked.path("code").asText().equals("right code")
                        && s256(asked.path("code_verifier").asText()).equals(challenge);
        byte[] body =
                (right ? "{\"key\":\"sk-or-v1-handed-over\"}" : "{\"error\":\"leaked\"}")
                        .getBytes(StandardCharsets.UTF_8);
        try (call) {
            call.sendResponseHeaders(right ? 200 : 403, body.length);
            call.getResponseBody().write(body);
        }
    }

    private static String s256(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> query(URI page) {
        return Arrays.stream(page.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static int status(String uri) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(uri)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
