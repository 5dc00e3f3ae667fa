package io.spidergate.gateway.caller;

import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads a caller's body whole, but never more of it than the limit.
public final class RequestBody {

    private RequestBody() {}

    /// Hands over the body, or answers with 413 or 415 itself.
    public static void read(Caller caller, long maxBytes, Consumer<byte[]> then) {
        HttpServerRequest request = caller.request();
        String type = request.getHeader("content-type");
        if (!isJson(type)) {
            String shown = type == null ? "none" : type.substring(0, Math.min(100, type.length()));
            caller.sendWithoutReading(GatewayError.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, shown));
            return;
        }
        long declared = declaredLength(request);
        if (declared > maxBytes) {
            caller.sendWithoutReading(tooLarge(declared + " bytes", maxBytes));
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
        collect(caller, request, declared, maxBytes, then);
    }

    private static void collect(
            Caller caller,
            HttpServerRequest request,
            long declared,
            long maxBytes,
            Consumer<byte[]> then) {
        Buffer body = Buffer.buffer((int) Math.max(0, Math.min(declared, maxBytes)));
        boolean[] refused = new boolean[1];
        request.handler(bytes -> {
            if (!refused[0] && body.length() + bytes.length() > maxBytes) {
                refused[0] = true;
                caller.sendWithoutReading(tooLarge("more", maxBytes));
            } else if (!refused[0]) {
                body.appendBuffer(bytes);
            }
        });
        request.endHandler(nothing -> {
            if (!refused[0]) {
                then.accept(body.getBytes());
            }
        });
        request.exceptionHandler(cause -> {}); // the caller left before its request was complete
        request.resume();
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
