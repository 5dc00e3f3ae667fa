package io.spidergate.router.catalogue;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks of what a file says, each with a message that names the key.
final class Require {

    private Require() {}

    static <T> T present(String key, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    static String text(String key, @Nullable String value) {
        String text = present(key, value);
        if (text.isBlank()) {
            throw new IllegalArgumentException(key + " is empty");
        }
        return text;
    }

    static <C extends Collection<?>> C filled(String key, @Nullable C values) {
        C entries = present(key, values);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException(key + " has no entry");
        }
        return entries;
    }

    static void notNegative(String key, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "%s must not be negative, got %d".formatted(key, value));
        }
    }

    static <T> List<T> unique(String key, List<T> items, Function<T, String> name) {
        Set<String> seen = new HashSet<>();
        for (T item : items) {
            if (!seen.add(name.apply(item))) {
                throw new IllegalArgumentException(
                        "%s has '%s' twice".formatted(key, name.apply(item)));
            }
        }
        return List.copyOf(items);
    }
}
