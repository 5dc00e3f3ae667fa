package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Somebody without any login brings a key by a link, it serves, and its owner takes it back.
@ExtendWith(RunningSuite.Extension.class)
class InviteIT {

    private static final String MODEL = "deluxe-pro";
    private static final String OWN = "dep_sim-deluxe:ws_bee/";
    private static final String OF_ALL = "dep_sim-deluxe:default:deluxe-pro";
    private static final Pattern LINK = Pattern.compile("http://\\S+/invite/\\S+");

    private final HttpClient stranger =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aKeyThatIsBroughtServesUntilItIsTakenBack(RunningSuite suite) throws Exception {
        String bee = suite.newToken("--workspace", "ws_bee");
        String printed =
                suite.cli("invite", "create", "--provider", "sim-deluxe", "--workspace", "ws_bee")
                        .succeeded();
        URI link = link(printed);
        assertThat(get(link).body()).contains("You are asked for a key of");

        HttpResponse<String> brought = post(link, "secret=" + encoded("sim-key-of-a-stranger"));

        assertThat(brought.statusCode()).isEqualTo(303);
        URI own = link.resolve(brought.headers().firstValue("Location").orElseThrow());
        assertThat(get(own).body())
                .contains("is in the vault", "sim-…ger")
                .doesNotContain("sim-key-of-a-stranger");
        assertThat(get(link).statusCode()).isEqualTo(410);
        assertThat(suite.cli("invite", "list").succeeded())
                .containsPattern("sim-deluxe +invited +ws_bee +used .*cred_");
        awaitServedBy(suite, bee, OWN);

        assertThat(post(URI.create(own + "/revoke"), "").statusCode()).isEqualTo(303);

        assertThat(get(own).body()).contains("is gone");
        awaitServedBy(suite, bee, OF_ALL);
    }

    @Test
    void aRevokedInviteLeadsNowhere(RunningSuite suite) throws Exception {
        URI link = link(suite.cli("invite", "create", "--provider", "sim-deluxe").succeeded());
        String path = link.getPath();
        String id = path.substring("/invite/".length(), path.indexOf('.'));

        suite.cli("invite", "revoke", id).succeeded();

        assertThat(get(link).statusCode()).isEqualTo(410);
        assertThat(get(link).body()).contains("Called back");
    }

    private static URI link(String printed) {
        Matcher link = LINK.matcher(printed);
        assertThat(link.find()).as(printed).isTrue();
        return URI.create(link.group());
    }

    private static void awaitServedBy(RunningSuite suite, String token, String deployment) {
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() ->
                        assertThat(new GatewayHttp(suite.gateway(), token).servedBy(MODEL))
                                .startsWith(deployment));
    }

    private HttpResponse<String> get(URI page) throws IOException, InterruptedException {
        return stranger.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI page, String form)
            throws IOException, InterruptedException {
        return stranger.send(
                HttpRequest.newBuilder(page)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
