package io.spidergate.launcher.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallbackTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void whatTheBrowserBringsIsTheAnswerAsItIs() throws Exception {
        try (Callback callback = Callback.usual()) {
            assertThat(callback.address().toString())
                    .matches("http://127\\.0\\.0\\.1:[0-9]+/auth/callback");

            assertThat(get(callback.address() + "?code=a%20b&state=s")).isEqualTo(200);

            assertThat(callback.answer(SOON)).isEqualTo(callback.address() + "?code=a%20b&state=s");
        }
    }

    @Test
    void twoAtOnceHaveTwoPorts() {
        try (Callback one = Callback.usual();
                Callback other = Callback.usual()) {
            assertThat(one.address()).isNotEqualTo(other.address());
        }
    }

    @Test
    void whoDoesNotKnowThePathIsNotHeard() throws Exception {
        try (Callback callback = Callback.secret()) {
            URI guessed = callback.address().resolve("/auth/callback?code=evil");

            assertThat(get(guessed.toString())).isEqualTo(404);

            assertThatThrownBy(() -> callback.answer(Duration.ofMillis(50)))
                    .hasMessageContaining("Nobody came back", "--paste");
        }
    }

    private static int get(String address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(address)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
