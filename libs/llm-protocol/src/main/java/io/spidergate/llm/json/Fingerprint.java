package io.spidergate.llm.json;

import com.fasterxml.jackson.databind.JsonNode;

/// A number by which a value of a request is known again. Long texts go into it as the bytes that
/// they were read from, so two that differ in their escapes alone are two.
public final class Fingerprint {

    private static final int FACTOR = 31;

    private Fingerprint() {}

    public static int of(JsonNode value) {
        if (value instanceof LongText text) {
            return text.fingerprint();
        }
        if (!value.isContainerNode()) {
            return value.hashCode();
        }
        int sum = value.size();
        for (JsonNode inner : value) {
            sum = FACTOR * sum + of(inner);
        }
        return sum;
    }
}
