package io.spidergate.gateway.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.gateway.upstream.StaticProvider;
import io.spidergate.money.TokenPrice;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What a request costs that does not depend on the machine: what it leaves for the collector, and
/// that of a stream no byte is another.
@QuarkusTest
@TestProfile(CostOfARequestTest.MetadataProfile.class)
class CostOfARequestTest extends FrontDoor {

    private static final String REF = "costs";
    private static final int BATCH = 50;

    /// What a loop may allocate for a plain request of a kilobyte. The compiler of tests avoids
    /// less than that of a gateway under load.
    private static final long MOST_BYTES = 45_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aPlainRequestOfAKilobyteLeavesLittleBehind() throws Exception {
        try (StaticProvider provider = StaticProvider.start(List.of(plainAnswer()))) {
            offer(provider);
            for (int batch = 0; batch < 8; batch++) {
                perRequest();
            }
            long least = Long.MAX_VALUE;
            for (int batch = 0; batch < 8; batch++) {
                least = Math.min(least, perRequest());
            }
            assertThat(least).isBetween(1_000L, MOST_BYTES);
        }
    }

    @Test
    void aStreamsBytesAreTheProvidersHoweverTheyCome() throws Exception {
        String events = events();
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 30; round++) {
            try (StaticProvider provider = StaticProvider.start(cut(events, random))) {
                offer(provider);
                assertThat(answer(body(true))).isEqualTo(events);
            }
        }
    }

    private void offer(StaticProvider provider) {
        tokens.put(Landscape.token(REF));
        tables.set(
                new Landscape()
                        .provider("static", provider.baseUrl(), Landscape.PATIENT)
                        .deployment("static", "model", TokenPrice.FREE)
                        .table());
    }

    private long perRequest() throws Exception {
        journal.clear(); // its lists are copied for each entry
        Map<Long, Long> before = allocated();
        for (int request = 0; request < BATCH; request++) {
            answer(body(false));
        }
        long bytes = 0;
        for (Map.Entry<Long, Long> loop : allocated().entrySet()) {
            bytes += loop.getValue() - before.getOrDefault(loop.getKey(), 0L);
        }
        return bytes / BATCH;
    }

    private static Map<Long, Long> allocated() {
        Map<Long, Long> bytes = new HashMap<>();
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("vert.x-eventloop-thread")) {
                long id = thread.getThreadId();
                bytes.put(id, THREADS.getThreadAllocatedBytes(id));
            }
        }
        return bytes;
    }

    private String answer(String body) throws Exception {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(root.resolve("/v1/chat/completions"))
                                .header("content-type", "application/json")
                                .header("authorization", "Bearer " + Landscape.secret(REF))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString(UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String body(boolean stream) {
        return """
        {"model": "static/model", "stream": %s, %s"messages": [{"role": "user", "content": "%s"}]}\
        """
                .formatted(
                        stream,
                        stream ? "\"stream_options\": {\"include_usage\": true}, " : "",
                        "word ".repeat(160));
    }

    private static byte[] plainAnswer() {
        String json =
                """
                {"id":"c","object":"chat.completion","created":1,"model":"model","choices":[{"index":0,\
                "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],%s}\
                """
                        .formatted("The quick brown fox. ".repeat(35), usage());
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(json.length(), json))
                .getBytes(UTF_8);
    }

    private static String usage() {
        return "\"usage\":{\"prompt_tokens\":200,\"completion_tokens\":150,\"total_tokens\":350}";
    }

    /// As a caller is to see them; the words differ in length, escapes and script.
    private static String events() {
        StringBuilder events = new StringBuilder();
        for (String word : List.of("one ", "", "zwölf ", "漢字", "\\n\\\"", "😀 ", "seven ", "x")) {
            events.append(
                    chunk(
                            "[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]"
                                    .formatted(word)));
        }
        events.append(chunk("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]"));
        events.append(chunk("[]," + usage()));
        return events.append("data: [DONE]\n\n").toString();
    }

    private static String chunk(String choices) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"model\",\"choices\":%s}\n\n"
                .formatted(choices);
    }

    /// The answer's bytes, cut anywhere.
    private static List<byte[]> cut(String events, SplittableRandom random) {
        byte[] body = events.getBytes(UTF_8);
        byte[] head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: %d\r\n\r\n"
                        .formatted(body.length)
                        .getBytes(UTF_8);
        List<byte[]> pieces = new ArrayList<>();
        pieces.add(head);
        for (int at = 0; at < body.length; ) {
            int end = Math.min(body.length, at + random.nextInt(1, 700));
            pieces.add(java.util.Arrays.copyOfRange(body, at, end));
            at = end;
        }
        return pieces;
    }

    /// As gateways run that hold no texts.
    public static final class MetadataProfile extends MemoryPortsProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("spidergate.gateway.capture", "metadata");
            return Map.copyOf(settings);
        }
    }
}
