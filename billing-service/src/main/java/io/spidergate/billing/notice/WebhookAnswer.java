package io.spidergate.billing.notice;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// An answer as it comes in: its status and the beginning of its text. More than that is not waited
/// for.
final class WebhookAnswer {

    /// Enough for as many characters as are kept, of four bytes each.
    private static final int MAX_BYTES = 4 * Excerpt.MAX;

    private final CompletableFuture<Outcome> whole = new CompletableFuture<>();
    private final Buffer text = Buffer.buffer();
    private int status;

    CompletableFuture<Outcome> whole() {
        return whole;
    }

    synchronized void read(HttpClientResponse response) {
        status = response.statusCode();
        response.handler(this::add).endHandler(_ -> end()).exceptionHandler(_ -> end());
    }

    void failed(Throwable cause) {
        whole.completeExceptionally(cause);
    }

    /// Once there is a status it counts, whatever became of the text.
    synchronized Optional<Outcome> soFar() {
        return status == 0
                ? Optional.empty()
                : Optional.of(new Outcome.Answered(status, text.toString(StandardCharsets.UTF_8)));
    }

    private synchronized void add(Buffer more) {
        text.appendBuffer(more, 0, Math.min(more.length(), MAX_BYTES - text.length()));
        if (text.length() == MAX_BYTES) {
            end();
        }
    }

    private void end() {
        soFar().ifPresent(whole::complete);
    }
}
