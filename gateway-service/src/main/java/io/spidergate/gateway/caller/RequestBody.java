package io.spidergate.gateway.caller;

import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/// Reads a caller's body whole, but never more of it, and never for longer, than the limits.
final class RequestBody {

    /// Taken at once; what is declared may be a lie, so more is taken only as it comes.
    private static final int FIRST_BYTES = 64 * 1024;

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Caller caller;
    private final HttpServerRequest request;
    private final Limits limits;
    private final Consumer<byte[]> then;
    private final int declared;
    private byte[] body;
    private int length;

    /// Bytes of the room.
    private int held;

    private boolean over;
    private long timer = -1;

    /// @param declared how many bytes are to come; 0 where nothing was said
    private RequestBody(Caller caller, Limits limits, int declared, Consumer<byte[]> then) {
        this.declared = declared;
        this.caller = caller;
        this.request = caller.request();
        this.limits = limits;
        this.then = then;
        this.body = new byte[Math.min(declared, FIRST_BYTES)];
    }

    /// @param bytes at most
    /// @param time from the end of the headers to the end of the body
    /// @param room for all bodies together
    record Limits(long bytes, Duration time, BodyRoom room) {}

    /// Hands over the body, or answers with 408, 413 or 503 itself.
    static void read(Caller caller, Limits limits, Consumer<byte[]> then) {
        HttpServerRequest request = caller.request();
        long declared = declaredLength(request);
        if (declared > limits.bytes()) {
            caller.sendWithoutReading(tooLarge(declared + " bytes", limits.bytes()));
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
        new RequestBody(caller, limits, (int) Math.max(0, declared), then).collect();
    }

    private void collect() {
        request.handler(this::take);
        request.endHandler(nothing -> end());
        request.exceptionHandler(cause -> close()); // the caller left before it was complete
        request.resume();
        // Most bodies came with their headers and are complete by then: no timer for those.
        caller.onLoop(this::watch);
    }

    private void watch() {
        if (!over) {
            timer = caller.after(limits.time(), () -> refuse(late()));
        }
    }

    private void take(Buffer bytes) {
        if (over) {
            return;
        }
        if (length + bytes.length() > limits.bytes()) {
            refuse(tooLarge("more", limits.bytes()));
        } else {
            append(bytes);
        }
    }

    private void append(Buffer bytes) {
        int needed = length + bytes.length();
        if (needed > body.length && !grow(needed)) {
            refuse(noRoom());
            return;
        }
        bytes.getBytes(body, length);
        length = needed;
    }

    /// Doubled, but not beyond what was declared: most bodies end in an array of their size.
    private boolean grow(int needed) {
        int doubled = Math.max(needed, 2 * body.length);
        int size = declared < needed ? doubled : Math.min(doubled, declared);
        if (size > FIRST_BYTES && !hold(size)) {
            return false;
        }
        body = Arrays.copyOf(body, size);
        return true;
    }

    private boolean hold(int size) {
        if (!limits.room().take(size - held)) {
            return false;
        }
        if (held == 0) {
            caller.whenOver(() -> limits.room().giveBack(held));
        }
        held = size;
        return true;
    }

    private void end() {
        if (close()) {
            then.accept(length == body.length ? body : Arrays.copyOf(body, length));
        }
    }

    private void refuse(GatewayError error) {
        if (close()) {
            caller.sendWithoutReading(error);
        }
    }

    private boolean close() {
        if (over) {
            return false;
        }
        over = true;
        caller.forget(timer);
        return true;
    }

    private GatewayError late() {
        return GatewayError.of(ErrorCode.REQUEST_TIMEOUT, limits.time().toSeconds() + " s", length);
    }

    private static GatewayError tooLarge(String got, long maxBytes) {
        return GatewayError.of(
                ErrorCode.REQUEST_TOO_LARGE,
                "a body may have %d bytes, this one has %s".formatted(maxBytes, got));
    }

    private static GatewayError noRoom() {
        return GatewayError.of(
                        ErrorCode.SERVICE_UNAVAILABLE, "too many large requests are under way")
                .retryAfter(RETRY);
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        if (length == null) {
            return -1;
        }
        try {
            return Long.parseLong(length.strip());
        } catch (NumberFormatException notANumber) {
            return -1; // the HTTP decoder refuses such a request itself
        }
    }
}
