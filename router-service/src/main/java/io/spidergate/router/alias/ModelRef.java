package io.spidergate.router.alias;

import com.fasterxml.jackson.annotation.JsonCreator;

/// A model of a provider, written `groq/llama-3.3-70b-versatile`; the model's own name may contain
/// slashes.
public record ModelRef(String provider, String model) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ModelRef parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException(
                    "'%s' is not of the form provider/model".formatted(text));
        }
        return new ModelRef(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return provider + "/" + model;
    }
}
