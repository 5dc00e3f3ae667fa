package io.spidergate.gateway.admission;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds the token in a request's headers, in every place where a known SDK puts it.
public final class PresentedToken {

    private static final String BEARER = "Bearer";

    private PresentedToken() {}

    /// @param header the first value of a header by its lower-case name, or null
    public static @Nullable String in(Function<String, @Nullable String> header) {
        String authorization = header.apply("authorization");
        if (authorization != null && isBearer(authorization)) {
            return authorization.substring(BEARER.length()).strip();
        }
        String apiKey = header.apply("x-api-key");
        String key = apiKey != null ? apiKey : header.apply("x-goog-api-key");
        return key != null || authorization == null ? stripped(key) : authorization.strip();
    }

    private static boolean isBearer(String authorization) {
        int end = BEARER.length();
        return authorization.regionMatches(true, 0, BEARER, 0, end)
                && (authorization.length() == end || authorization.charAt(end) == ' ');
    }

    private static @Nullable String stripped(@Nullable String key) {
        return key == null ? null : key.strip();
    }
}
