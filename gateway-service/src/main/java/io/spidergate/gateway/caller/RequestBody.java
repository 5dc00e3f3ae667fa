package io.spidergate.gateway.caller;

import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads a caller's body whole, but never more of it, and never for longer, than the limits.
public final class RequestBody {

    /// Taken at once; what is declared may be a lie, so more is taken only as it comes.
    private static final int FIRST_BYTES = 64 * 1024;

    private final Caller caller;
    private final HttpServerRequest request;
    private final Limits limits;
    private final Consumer<byte[]> then;
    private final int declared;
    private byte[] body;
    private int length;
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
    public record Limits(long bytes, Duration time) {}

    /// Hands over the body, or answers with 408, 413 or 415 itself.
    public static void read(Caller caller, Limits limits, Consumer<byte[]> then) {
        HttpServerRequest request = caller.request();
        String type = request.getHeader("content-type");
        if (!isJson(type)) {
            String shown = type == null ? "none" : type.substring(0, Math.min(100, type.length()));
            caller.sendWithoutReading(GatewayError.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, shown));
            return;
        }
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
        if (needed > body.length) {
            // Doubled, but not beyond what was declared: most bodies end in an array of their size.
            int doubled = Math.max(needed, 2 * body.length);
            body = Arrays.copyOf(body, declared < needed ? doubled : Math.min(doubled, declared));
        }
        bytes.getBytes(body, length);
        length = needed;
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

    /// Missing counts as JSON: some minimal clients send none.
    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return true;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        int end = lower.indexOf(';');
        String media = (end < 0 ? lower : lower.substring(0, end)).strip();
        return media.equals("application/json") || media.endsWith("+json");
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
