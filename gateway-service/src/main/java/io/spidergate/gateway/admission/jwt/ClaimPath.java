package io.spidergate.gateway.admission.jwt;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a claim stands: at the top by its name, or deeper by a JSON Pointer, which begins with
/// `/`.
///
/// @param pointer null where the name is all
public record ClaimPath(String name, @Nullable JsonPointer pointer) {

    public static ClaimPath of(String name) {
        return new ClaimPath(name, name.startsWith("/") ? JsonPointer.compile(name) : null);
    }

    /// What the claim says, as texts: of a list each entry; nothing where it is absent, a fraction
    /// or an object, which have no one spelling.
    public List<String> in(JsonNode claims) {
        JsonNode value = pointer == null ? claims.path(name) : claims.at(pointer);
        if (!value.isArray()) {
            return isTold(value) ? List.of(value.asText()) : List.of();
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode entry : value) {
            if (isTold(entry)) {
                texts.add(entry.asText());
            }
        }
        return texts;
    }

    private static boolean isTold(JsonNode value) {
        return value.isTextual() || value.isBoolean() || value.isIntegralNumber();
    }
}
