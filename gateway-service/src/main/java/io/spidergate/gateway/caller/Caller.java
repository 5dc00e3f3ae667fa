package io.spidergate.gateway.caller;

import io.spidergate.contracts.id.RequestId;
import io.spidergate.gateway.connection.Bytes;
import io.spidergate.gateway.error.ErrorEnvelope;
import io.spidergate.gateway.error.ErrorForm;
import io.spidergate.gateway.error.GatewayError;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// One caller waiting for one answer. For one event loop.
public final class Caller {

    private static final String KEY = "spidergate.caller";
    private static final long LINGER_MS = 5_000;
    private static final Runnable NOTHING = () -> {};

    private final RequestId requestId;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;
    private ErrorForm errors = ErrorForm.OPENAI;
    private Runnable leaving = NOTHING;
    private Runnable over = NOTHING;
    private boolean left;

    private Caller(RoutingContext routing, RequestId requestId) {
        this.requestId = requestId;
        this.request = routing.request();
        this.response = routing.response();
        Context current = Vertx.currentContext();
        if (current == null) {
            throw new IllegalStateException("a caller arrives on an event loop");
        }
        this.context = current;
        response.putHeader("x-request-id", requestId.value());
        // Anthropic's SDK reads this one.
        response.putHeader("request-id", requestId.value());
    }

    public static Caller arrive(RoutingContext routing, RequestId requestId) {
        Caller caller = new Caller(routing, requestId);
        routing.put(KEY, caller);
        return caller;
    }

    public static Caller of(RoutingContext routing) {
        return routing.get(KEY);
    }

    /// From now on errors are written so that the clients of this protocol read them.
    public void readsErrorsAs(ErrorForm form) {
        errors = form;
    }

    public RequestId requestId() {
        return requestId;
    }

    HttpServerRequest request() {
        return request;
    }

    /// Runs on the caller's event loop.
    public void onLoop(Runnable work) {
        context.runOnContext(nothing -> work.run());
    }

    /// Runs later on the caller's event loop, unless it is forgotten.
    long after(Duration delay, Runnable work) {
        return context.owner().setTimer(Math.max(1, delay.toMillis()), id -> work.run());
    }

    /// @param timer of [#after], or a negative one where there is none
    void forget(long timer) {
        if (timer >= 0) {
            context.owner().cancelTimer(timer);
        }
    }

    /// At once where the stage is complete, otherwise later on the caller's event loop.
    public <T> void whenDone(
            CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> then) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (future.isDone()) {
            boolean failed = future.isCompletedExceptionally();
            then.accept(failed ? null : future.join(), failed ? future.exceptionNow() : null);
            return;
        }
        var ignored =
                future.whenComplete((value, fault) -> onLoop(() -> then.accept(value, fault)));
    }

    /// As [#whenDone], for a request whose body nobody has asked for yet: it waits in the
    /// connection meanwhile. Nothing is done for a caller who has left.
    public <T> void whenDoneUnread(
            CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> then) {
        if (stage.toCompletableFuture().isDone()) {
            whenDone(stage, then);
            return;
        }
        request.pause();
        whenDone(
                stage,
                (value, fault) -> {
                    if (!isGone()) {
                        then.accept(value, fault);
                    }
                    request.resume();
                });
    }

    /// Once, when the caller closes its connection before its answer has ended.
    public void onLeave(Runnable work) {
        leaving = work;
        response.closeHandler(nothing -> closed());
        response.exceptionHandler(cause -> {}); // the close handler tells
    }

    private void closed() {
        if (!left && !response.ended()) {
            left = true;
            leaving.run();
        }
        over();
    }

    /// Once, when the caller gets the end of its answer or has left.
    void whenOver(Runnable work) {
        over = work;
        response.closeHandler(nothing -> closed());
    }

    private void over() {
        Runnable work = over;
        over = NOTHING;
        work.run();
    }

    public boolean isGone() {
        return left || response.closed();
    }

    public void sendJson(int status, Map<String, String> headers, byte[] json) {
        if (isGone() || response.headWritten()) {
            return;
        }
        headers.forEach(response::putHeader);
        response.setStatusCode(status).putHeader("content-type", "application/json");
        ignoringBrokenPipe(Bytes.wrapped(json));
    }

    public void send(GatewayError error) {
        sendJson(
                error.code().status(),
                ErrorEnvelope.headers(error),
                errors.json(error, requestId.value()));
    }

    /// Refuses a request whose body has not been read to its end: answers at once, then swallows
    /// what is still coming for a moment, so that the caller reads the answer and not a reset.
    public void sendWithoutReading(GatewayError error) {
        boolean unread = !request.isEnded();
        if (unread) {
            response.putHeader("connection", "close");
        }
        send(error);
        if (unread) {
            long timer = context.owner().setTimer(LINGER_MS, id -> request.connection().close());
            request.handler(bytes -> {});
            request.endHandler(nothing -> {
                context.owner().cancelTimer(timer);
                request.connection().close();
            });
            request.exceptionHandler(cause -> {}); // it is being refused anyway
            request.resume();
        }
    }

    private void ignoringBrokenPipe(Buffer body) {
        over(); // before the caller can know it, and ask again
        response.end(body).onFailure(cause -> {}); // the caller has left; onLeave tells
    }

    /// The moment after which a failure can no longer be an HTTP error.
    public void startStream(String mediaType, Map<String, String> headers) {
        headers.forEach(response::putHeader);
        response.setStatusCode(200)
                .setChunked(true)
                .putHeader("content-type", mediaType)
                .putHeader("cache-control", "no-cache")
                // nginx in front of the gateway would otherwise hold frames back
                .putHeader("x-accel-buffering", "no");
    }

    public void write(byte[] frames) {
        if (!isGone() && frames.length > 0) {
            response.write(Bytes.wrapped(frames))
                    .onFailure(cause -> {}); // the caller has left; onLeave tells
        }
    }

    public boolean isFull() {
        return response.writeQueueFull();
    }

    public void onDrain(Runnable drained) {
        response.drainHandler(nothing -> drained.run());
    }

    public void endStream(byte[] frames) {
        if (!isGone()) {
            ignoringBrokenPipe(Bytes.wrapped(frames));
        }
    }

    /// Ends a stream so that nobody can take it for complete: a last frame, then the connection
    /// goes without the chunk that would end the body. Some clients do not read the frame, but all
    /// see the broken body.
    public void breakStream(byte[] frame) {
        over();
        if (!isGone() && frame.length == 0) {
            request.connection().close();
        } else if (!isGone()) {
            response.write(Buffer.buffer(frame))
                    .onComplete(written -> request.connection().close());
        }
    }
}
