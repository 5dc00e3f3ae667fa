package io.spidergate.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPorts;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a caller sends: a plain error in OpenAI's envelope, nothing charged, the process
/// unharmed.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class BadInputTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOOD =
            "{\"model\":\"p/m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI root;

    @Inject MemoryPorts.Tables tables;
    @Inject MemoryPorts.Tokens tokens;
    @Inject MemoryPorts.Journal journal;
    @Inject MemoryPorts.Allowance allowance;

    @BeforeEach
    void landscape() {
        journal.clear();
        allowance.reset();
        tokens.setComplete(true);
        tokens.put(Landscape.token("badinput0001"));
        tokens.put(
                Landscape.token(
                        "noscope00001", List.of(), Spending.PAID_OK, Set.of("gate:usage"), false));
        tokens.put(
                Landscape.token(
                        "revoked00001", List.of(), Spending.PAID_OK, Set.of("gate:chat"), true));
        tables.set(
                new Landscape()
                        .provider("p", URI.create("http://127.0.0.1:1/v1"))
                        .deployment("p", "m", TokenPrice.FREE)
                        .table());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"model\": ; invalid_json ; body",
                " ; invalid_json ; body",
                "[] ; invalid_json ; body",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]} ;"
                        + " missing_required_parameter ; model",
                "{\"model\":\"m\"} ; missing_required_parameter ; messages",
                "{\"model\":\"m\",\"messages\":[]} ; invalid_value ; messages",
                "{\"model\":\"m\",\"temperature\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
                        + " ; invalid_value ; temperature",
                "{\"model\":\"m\",\"n\":0,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]} ;"
                        + " invalid_value ; n",
                "{\"model\":\"m\",\"top_p\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
                        + " ; invalid_type ; top_p",
                "{\"model\":\"m\",\"spidergate_options\":{\"timeout_ms\":0},\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
                        + " ; invalid_value ; spidergate_options.timeout_ms",
                "{\"model\":\"p/m\",\"spidergate_options\":{\"cache_ttl_seconds\":60},\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
                        + " ; unsupported_parameter ; spidergate_options.cache_ttl_seconds",
            })
    void aBodyThatBreaksARuleNamesTheField(String body, String code, String param)
            throws Exception {
        HttpResponse<String> answer = post(body == null ? "" : body, Map.of());
        assertError(answer, 400, code);
        assertThat(error(answer).path("param").asText()).isEqualTo(param);
    }

    @Test
    void twentyMegabytesAreRefusedByTheDeclaredLength() throws Exception {
        assertError(post("x".repeat(20 << 20), Map.of()), 413, "request_too_large");
    }

    @Test
    void twentyMegabytesAreRefusedWithoutADeclaredLengthToo() throws Exception {
        byte[] much = new byte[20 << 20];
        HttpRequest request =
                request(Map.of())
                        .POST(
                                BodyPublishers.ofInputStream(
                                        () -> new java.io.ByteArrayInputStream(much)))
                        .build();
        assertError(
                http.send(request, HttpResponse.BodyHandlers.ofString()), 413, "request_too_large");
    }

    @Test
    void anotherContentTypeIsRefusedByName() throws Exception {
        HttpResponse<String> answer = post("x", Map.of("content-type", "text/plain"));
        assertError(answer, 415, "unsupported_media_type");
        assertThat(error(answer).path("message").asText()).contains("text/plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1/no/such", "nowhere", "api/gate/v1/", "v2/chat/completions"})
    void anUnknownPathIsNotFound(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertError(answer, 404, "not_found");
        assertThat(error(answer).path("message").asText()).contains("/" + path);
    }

    @Test
    void anotherMethodIsToldWhatIsAllowed() throws Exception {
        HttpResponse<String> answer = get("v1/chat/completions");
        assertError(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @ParameterizedTest
    @CsvSource({
        "'', missing_api_key, 401",
        "sk-other, invalid_token_format, 401",
        "spidergate_pat_unknown00001_secret, invalid_api_key, 401",
        "revoked, invalid_api_key, 401",
        "noscope, insufficient_scope, 403",
    })
    void aWrongTokenIsRefused(String token, String code, int status) throws Exception {
        String secret =
                switch (token) {
                    case "revoked" -> Landscape.secret("revoked00001");
                    case "noscope" -> Landscape.secret("noscope00001");
                    default -> token;
                };
        HttpResponse<String> answer = post(GOOD, Map.of("authorization", "Bearer " + secret));
        assertError(answer, status, code);
        if (status == 401) {
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        }
        assertThat(answer.body()).doesNotContain("secretsecret");
    }

    @Test
    void anUnknownTokenIsAskedToComeBackWhileTokensAreStillBeingRead() throws Exception {
        tokens.setComplete(false);
        HttpResponse<String> answer =
                post(GOOD, Map.of("authorization", "Bearer spidergate_pat_later_secret"));
        assertError(answer, 503, "service_unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void whoComesBeforeTheRoutingDataIsAskedToComeBack() throws Exception {
        tables.set(null);
        assertThat(post(GOOD, Map.of()).statusCode()).isEqualTo(503);
    }

    @Test
    void aClientThatWishesToUpgradeIsServedOverHttp1() throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            String request =
                    "POST /v1/chat/completions HTTP/1.1\r\n"
                            + "Host: x\r\n"
                            + "Connection: Upgrade, HTTP2-Settings\r\n"
                            + "Upgrade: h2c\r\n"
                            + "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n"
                            + "Content-Type: application/json\r\n"
                            + "Authorization: Bearer nonsense\r\n"
                            + "Content-Length: "
                            + GOOD.length()
                            + "\r\n\r\n"
                            + GOOD;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(firstLine(socket.getInputStream())).isEqualTo("HTTP/1.1 401 Unauthorized");
        }
    }

    @Test
    void headersOfSixteenKilobytesAreTaken() throws Exception {
        HttpResponse<String> answer =
                post("{", Map.of("x-codex-turn-metadata", "m".repeat(16 * 1024)));
        assertError(answer, 400, "invalid_json");
    }

    @Test
    void anEscapeThatIsNoneIsAMalformedPath() throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream()
                    .write(
                            "GET /v1/models/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).matches("(?s)HTTP/1.1 40[04].*").doesNotContain("Exception");
        }
    }

    private void assertError(HttpResponse<String> answer, int status, String code)
            throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(error(answer).path("code").asText()).isEqualTo(code);
        assertThat(error(answer).has("param")).isTrue();
        assertThat(answer.headers().firstValue("x-request-id").orElseThrow()).startsWith("req_");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("io.spidergate");
        assertThat(allowance.settled()).isEmpty();
        assertThat(get("v1/health").statusCode()).isEqualTo(200);
    }

    private static JsonNode error(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).path("error");
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(root.resolve(path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> post(String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return http.send(
                request(headers).POST(BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(root.resolve("v1/chat/completions"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("content-type", "application/json")
                        .header("authorization", "Bearer " + Landscape.secret("badinput0001"));
        headers.forEach(request::setHeader);
        return request;
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r' && next >= 0; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
