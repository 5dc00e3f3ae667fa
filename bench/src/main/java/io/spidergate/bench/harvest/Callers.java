package io.spidergate.bench.harvest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Callers who ask at a fixed rate, whether or not they were answered, at all gateways in turn.
final class Callers {

    private static final String BODY =
            """
            {"model":"agent/harvest","max_tokens":20,"messages":[{"role":"user","content":"Go on."}]}\
            """;

    private final List<URI> gateways;
    private final String token;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Phaser open = new Phaser(1);
    private final AtomicLong failed = new AtomicLong();
    private int next;

    Callers(List<URI> gateways, String token) {
        this.gateways = gateways;
        this.token = token;
    }

    /// Asks for so long, and waits for all answers.
    void ask(double perSecond, Duration time) {
        long from = System.nanoTime();
        long all = (long) (perSecond * time.toSeconds());
        for (long i = 0; i < all; i++) {
            waitUntil(from + (long) (i * 1e9 / perSecond));
            URI gateway = gateways.get(next++ % gateways.size());
            open.register();
            Thread.startVirtualThread(() -> call(gateway));
        }
    }

    void awaitAnswers() {
        open.arriveAndAwaitAdvance();
    }

    long failed() {
        return failed.get();
    }

    private void call(URI gateway) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(gateway)
                            .timeout(Duration.ofSeconds(30))
                            .header("authorization", "Bearer " + token)
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(BODY))
                            .build();
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                failed.incrementAndGet();
                System.out.println(response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            failed.incrementAndGet();
            System.out.println("no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.arriveAndDeregister();
        }
    }

    private static void waitUntil(long nanos) {
        try {
            // Never counted down: a wait that ends at its time.
            if (new CountDownLatch(1).await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking", e);
        }
    }
}
