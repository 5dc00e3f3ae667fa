package io.spidergate.gateway.upstream;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.routing.Deadlines;
import io.spidergate.gateway.connection.Bytes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.StreamResetException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One call in flight, held to its provider's deadlines. For one event loop.
public final class UpstreamCall {

    private static final long LINGER_MS = 500;

    private final Vertx vertx;
    private final Deadlines deadlines;
    private final UpstreamListener listener;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private long waitTimer = -1;
    private long totalTimer = -1;
    private long lastProgress = System.nanoTime();
    private boolean sent;
    private boolean paused;
    private boolean over;

    UpstreamCall(Vertx vertx, Deadlines deadlines, UpstreamListener listener) {
        this.vertx = vertx;
        this.deadlines = deadlines;
        this.listener = listener;
    }

    void send(Future<HttpClientRequest> connecting, byte[] body, long firstByteMs) {
        totalTimer =
                vertx.setTimer(
                        deadlines.totalMs(), id -> late("no end within", deadlines.totalMs()));
        connecting.onComplete(connected -> {
            if (over) {
                if (connected.succeeded()) {
                    abandon(connected.result());
                }
            } else if (connected.failed()) {
                fail(ConnectionTrouble.whileConnecting(connected.cause()));
            } else {
                dispatch(connected.result(), body, firstByteMs);
            }
        });
    }

    private void dispatch(HttpClientRequest ready, byte[] body, long firstByteMs) {
        request = ready;
        sent = true;
        waitTimer = vertx.setTimer(firstByteMs, id -> late("no content within", firstByteMs));
        ready.exceptionHandler(cause -> {}); // the answer's future, or its own handler, tells
        ready.send(Bytes.wrapped(body))
                .onComplete(answer -> {
                    if (answer.succeeded()) {
                        receive(answer.result());
                    } else {
                        fail(ConnectionTrouble.whileWaiting(answer.cause()));
                    }
                });
    }

    private void receive(HttpClientResponse answer) {
        if (over) {
            return;
        }
        response = answer;
        answer.exceptionHandler(cause -> fail(ConnectionTrouble.whileReading(cause)));
        answer.handler(this::take);
        answer.endHandler(nothing -> end());
        listener.head(answer.statusCode(), answer::getHeader);
    }

    private void take(Buffer bytes) {
        if (!over) {
            lastProgress = System.nanoTime();
            listener.body(bytes);
        }
    }

    private void end() {
        if (close()) {
            listener.ended();
        }
    }

    /// The first content is there: from now on the gap between two pieces counts.
    public void contentSeen() {
        if (!over) {
            cancelTimer(waitTimer);
            watchGap(deadlines.gapMs());
        }
    }

    private void watchGap(long delayMs) {
        waitTimer =
                vertx.setTimer(
                        Math.max(1, delayMs),
                        id -> {
                            long silent =
                                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastProgress);
                            if (paused || silent < deadlines.gapMs()) {
                                watchGap(paused ? deadlines.gapMs() : deadlines.gapMs() - silent);
                            } else {
                                late("no further piece within", deadlines.gapMs());
                            }
                        });
    }

    /// Takes no more bytes from the provider until `resume`.
    public void pause() {
        if (!paused && !over && response != null) {
            paused = true;
            response.pause();
        }
    }

    public void resume() {
        if (paused && !over && response != null) {
            paused = false;
            lastProgress = System.nanoTime();
            response.resume();
        }
    }

    /// Whether the provider may have seen the request, and so may bill it.
    public boolean wasSent() {
        return sent;
    }

    /// Ends the call without a word to the listener; the provider sees the connection go.
    public void cancel() {
        HttpClientRequest open = request;
        if (close() && open != null) {
            abandon(open);
        }
    }

    /// The answer is complete whatever still comes. The connection is kept for reuse if the
    /// provider ends its answer soon.
    public void detach() {
        HttpClientRequest open = request;
        if (close() && open != null && response != null) {
            long lingering = vertx.setTimer(LINGER_MS, id -> abandon(open));
            response.handler(bytes -> {});
            response.exceptionHandler(cause -> vertx.cancelTimer(lingering));
            response.endHandler(nothing -> vertx.cancelTimer(lingering));
            response.resume();
        }
    }

    private void late(String what, long limitMs) {
        HttpClientRequest open = request;
        fail(UpstreamFailure.of(FailureClass.TIMEOUT, "%s %d ms".formatted(what, limitMs)));
        if (open != null) {
            abandon(open);
        }
    }

    private static void abandon(HttpClientRequest open) {
        open.reset();
    }

    private void fail(UpstreamFailure failure) {
        if (close()) {
            listener.failed(failure);
        }
    }

    private boolean close() {
        if (over) {
            return false;
        }
        over = true;
        cancelTimer(waitTimer);
        cancelTimer(totalTimer);
        return true;
    }

    private void cancelTimer(long timer) {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
    }

    /// Turns what the HTTP client throws into failures, in our own words.
    private static final class ConnectionTrouble {

        static UpstreamFailure whileConnecting(Throwable cause) {
            String why =
                    switch (cause) {
                        case java.net.UnknownHostException e -> "the host name is unknown";
                        case javax.net.ssl.SSLException e -> "the TLS handshake failed";
                        case java.util.concurrent.TimeoutException e -> "no connection in time";
                        case io.netty.channel.ConnectTimeoutException e -> "no connection in time";
                        default -> "the connection was refused";
                    };
            return UpstreamFailure.of(FailureClass.CONNECT_FAILED, why);
        }

        static UpstreamFailure whileWaiting(Throwable cause) {
            return UpstreamFailure.of(
                    FailureClass.CONNECT_FAILED,
                    cause instanceof StreamResetException
                            ? "the stream was reset before an answer"
                            : "the connection broke before an answer");
        }

        static UpstreamFailure whileReading(Throwable cause) {
            return UpstreamFailure.of(
                    FailureClass.PROTOCOL_ERROR,
                    cause instanceof StreamResetException
                            ? "the stream was reset inside the answer"
                            : "the connection broke inside the answer");
        }
    }
}
