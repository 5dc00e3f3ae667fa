package io.spidergate.simulator;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where the key of a call is looked for. Google's native API takes none from `authorization`, and
/// Anthropic's none from other providers' headers, so that a key in the wrong place is no key.
final class Keys {

    /// Headers that hold a key, which nothing but [Caller] is to know.
    static final Set<String> HEADERS =
            Set.of("authorization", "x-api-key", "x-goog-api-key", "api-key");

    private static final String BEARER = "Bearer ";

    private Keys() {}

    static String of(
            Endpoint endpoint,
            Function<String, @Nullable String> header,
            Function<String, @Nullable String> parameter) {
        if (endpoint.isGoogles()) {
            String key = first(List.of("x-goog-api-key"), header);
            @Nullable String inQuery = parameter.apply("key");
            return key.isEmpty() && inQuery != null ? inQuery.strip() : key;
        }
        String bearer = bearer(header.apply("authorization"));
        if (endpoint.isMessages()) {
            String key = first(List.of("x-api-key"), header);
            return key.isEmpty() ? bearer : key;
        }
        return bearer.isEmpty()
                ? first(List.of("x-api-key", "x-goog-api-key", "api-key"), header)
                : bearer;
    }

    private static String bearer(@Nullable String authorization) {
        return authorization != null
                        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : "";
    }

    private static String first(List<String> names, Function<String, @Nullable String> header) {
        for (String name : names) {
            @Nullable String key = header.apply(name);
            if (key != null) {
                return key.strip();
            }
        }
        return "";
    }
}
