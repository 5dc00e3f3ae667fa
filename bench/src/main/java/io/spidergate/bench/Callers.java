package io.spidergate.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;

/// Callers who ask at a fixed rate or all at once, whether or not others were answered, at all
/// gateways in turn.
public final class Callers {

    public static final String CHAT = "/v1/chat/completions";

    /// Instead of a status, where a call was cut off.
    public static final int NO_ANSWER = 0;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<URI> gateways;
    private final List<String> tokens;
    private final String body;
    private final IntPredicate expected;

    /// A connection for each call under way, as so many callers would have.
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Phaser open = new Phaser(1);
    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
    private int next;

    /// @param gateways where each of them takes chat
    /// @param expected statuses that need not be told of
    /// @param tokens that take turns
    public Callers(List<URI> gateways, List<String> tokens, String body, IntPredicate expected) {
        this.gateways = List.copyOf(gateways);
        this.tokens = List.copyOf(tokens);
        this.body = body;
        this.expected = expected;
    }

    /// Asks for so long; does not wait for the last answers.
    public void ask(double perSecond, Duration time) {
        long from = System.nanoTime();
        long all = (long) (perSecond * time.toSeconds());
        for (long i = 0; i < all; i++) {
            Pause.untilNanos(from + (long) (i * 1e9 / perSecond));
            askOnce();
        }
    }

    public void askAtOnce(int calls) {
        for (int i = 0; i < calls; i++) {
            askOnce();
        }
    }

    private void askOnce() {
        URI gateway = gateways.get(next % gateways.size());
        String token = tokens.get(next++ % tokens.size());
        open.register();
        Thread.startVirtualThread(() -> call(gateway, token));
    }

    public void awaitAnswers() {
        open.arriveAndAwaitAdvance();
    }

    /// How many calls were answered with this status so far.
    public long answered(int status) {
        LongAdder count = answers.get(status);
        return count == null ? 0 : count.sum();
    }

    public long unexpected() {
        return answers.keySet().stream()
                .filter(status -> !expected.test(status))
                .mapToLong(this::answered)
                .sum();
    }

    private void call(URI gateway, String token) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(gateway)
                            .timeout(PATIENCE)
                            .header("authorization", "Bearer " + token)
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            var response = client.send(request, BodyHandlers.ofString());
            count(response.statusCode(), response.body());
        } catch (IOException e) {
            count(NO_ANSWER, "no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.arriveAndDeregister();
        }
    }

    private void count(int status, String said) {
        answers.computeIfAbsent(status, key -> new LongAdder()).increment();
        if (!expected.test(status)) {
            System.out.println(status + " " + said);
        }
    }
}
