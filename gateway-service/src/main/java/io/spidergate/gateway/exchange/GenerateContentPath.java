package io.spidergate.gateway.exchange;

/// The path of a generateContent request: the model's name stands in it, slashes and all.
record GenerateContentPath(String model, boolean stream) {

    /// Google's clients put `/v1beta` or `/v1` between host and path by themselves.
    static final String PATTERN =
            "^(?:/api/gate)?/v1(?:beta)?/models/(.+):(?:generateContent|streamGenerateContent)$";

    private static final String MODELS = "/models/";

    /// @param path one that fits [#PATTERN]
    static GenerateContentPath of(String path) {
        int start = path.indexOf(MODELS) + MODELS.length();
        int end = path.lastIndexOf(':');
        return new GenerateContentPath(
                path.substring(start, end), path.endsWith(":streamGenerateContent"));
    }
}
