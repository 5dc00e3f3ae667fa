package io.spidergate.billing.notice;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Somebody's server on loopback that is called by webhooks, and behaves as its path says.
final class Receiver implements AutoCloseable {

    /// @param signature header as it came
    record Call(
            String path, String host, String id, String timestamp, String signature, String body) {

        /// Verified as the specification of Standard Webhooks says, by code that shares nothing
        /// with what signs.
        boolean isSignedBy(String secret) {
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            long age = Instant.now().getEpochSecond() - Long.parseLong(timestamp);
            if (Math.abs(age) > Duration.ofMinutes(5).toSeconds()) {
                return false;
            }
            byte[] expected = hmac(key, id + "." + timestamp + "." + body);
            for (String versioned : signature.split(" ")) {
                String[] parts = versioned.split(",", 2);
                if (parts[0].equals("v1")
                        && MessageDigest.isEqual(expected, Base64.getDecoder().decode(parts[1]))) {
                    return true;
                }
            }
            return false;
        }

        private static byte[] hmac(byte[] key, String text) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// What `/now` answers.
    volatile int status = 204;

    Receiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(port(), path);
    }

    URI uri(String host, String path) {
        return URI.create("http://%s:%d%s".formatted(host, port(), path));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().toString();
        calls.add(
                new Call(
                        path,
                        call.getRequestHeaders().getFirst("Host"),
                        call.getRequestHeaders().getFirst("webhook-id"),
                        call.getRequestHeaders().getFirst("webhook-timestamp"),
                        call.getRequestHeaders().getFirst("webhook-signature"),
                        new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        switch (call.getRequestURI().getPath()) {
            case "/now" -> say(call, status, "");
            case "/wordy" -> sayMoreThanIsRead(call);
            case "/redirect" -> {
                call.getResponseHeaders().add("Location", url("/now"));
                say(call, 302, "");
            }
            case "/never" -> waitForTheEnd(call, false);
            case "/drips" -> waitForTheEnd(call, true);
            default -> say(call, Integer.parseInt(path.substring(1)), "said " + path);
        }
    }

    private void waitForTheEnd(HttpExchange call, boolean drips) throws IOException {
        try (call) {
            if (drips) {
                call.sendResponseHeaders(202, 1_000);
                call.getResponseBody().write('d');
                call.getResponseBody().flush();
            }
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(HttpExchange call, int status, String text) throws IOException {
        try (call) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            call.getResponseBody().write(bytes);
        }
    }

    private static void sayMoreThanIsRead(HttpExchange call) {
        assertThatThrownBy(() -> say(call, 500, "w".repeat(50_000_000)))
                .isInstanceOf(IOException.class);
    }
}
