package io.spidergate.contracts;

import org.jspecify.annotations.Nullable;

/// Why an internal call was refused, for people and for code.
///
/// @param code stable and lower-case, such as `provider_not_found`
/// @param message names the field, the value and the limit
/// @param field what was wrong, where one field was
public record Problem(String code, String message, @Nullable String field) {

    public static Problem of(String code, String message) {
        return new Problem(code, message, null);
    }
}
