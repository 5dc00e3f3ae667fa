package io.spidergate.simulator;

import org.jspecify.annotations.Nullable;

/// Why a provider does not answer properly.
sealed interface Fault {

    record BadKey() implements Fault {}

    record UnknownModel(String model) implements Fault {}

    record InvalidRequest(String field, String message, String code) implements Fault {}

    record OverQuota(WindowState window) implements Fault {}

    /// As a scenario orders it.
    record Ordered(int status, @Nullable String code, @Nullable String retryAfter)
            implements Fault {}
}
