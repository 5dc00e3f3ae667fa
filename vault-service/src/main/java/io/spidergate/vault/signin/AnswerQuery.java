package io.spidergate.vault.signin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The parameters of the address that a browser came back to. Pure.
final class AnswerQuery {

    private static final int MAX = 16_384;

    private AnswerQuery() {}

    /// @param address whole, as a person copies it, or its query alone
    static Map<String, String> of(String address) {
        Map<String, String> parameters = new HashMap<>();
        if (address.length() > MAX) {
            return parameters;
        }
        String text = address.strip();
        String query = text.substring(text.indexOf('?') + 1);
        int fragment = query.indexOf('#');
        for (String pair : (fragment < 0 ? query : query.substring(0, fragment)).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A broken escape is part of no answer that is right.
            return "";
        }
    }
}
