package io.spidergate.gateway.exchange;

import io.spidergate.gateway.caller.PathText;

/// A path of Google's protocol: the model's name stands in it, slashes and all, and behind a colon
/// what is asked of the model.
record GenerateContentPath(String model, String verb) {

    static final String PLAIN = "generateContent";
    static final String STREAM = "streamGenerateContent";
    static final String COUNT = "countTokens";

    private static final String MODELS = "/models/";

    /// Google's clients put `/v1beta` or `/v1` between host and path by themselves; others escape
    /// the colon.
    static String pattern(String verbs) {
        return "^(?:/api/gate)?/v1(?:beta)?/models/(.+)(?::|%3[Aa])(?:" + verbs + ")$";
    }

    /// @param path one that fits [#pattern]
    static GenerateContentPath of(String path) {
        String named = PathText.decoded(path.substring(path.indexOf(MODELS) + MODELS.length()));
        int end = named.lastIndexOf(':');
        return new GenerateContentPath(named.substring(0, end), named.substring(end + 1));
    }

    boolean stream() {
        return verb.equals(STREAM);
    }
}
