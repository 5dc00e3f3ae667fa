package io.spidergate.gateway.caller;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Text that stands in a path. Clients escape the slashes of a model's name or do not; both mean
/// the same.
public final class PathText {

    private PathText() {}

    /// @param escaped of a path that the server has found well-formed
    public static String decoded(String escaped) {
        return escaped.indexOf('%') < 0
                ? escaped
                : URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
