package io.spidergate.simulator;

import org.jspecify.annotations.Nullable;

/// Why a provider does not answer properly.
sealed interface Fault {

    /// @param missing there was none at all
    record BadKey(boolean missing) implements Fault {}

    record UnknownModel(String model) implements Fault {}

    /// @param status where the real API knows better than 400
    record InvalidRequest(int status, String field, String message, String code) implements Fault {}

    record OverQuota(WindowState window) implements Fault {}

    /// The model cannot do what is asked for.
    record Unable(int status, String message) implements Fault {}

    /// As a scenario orders it.
    record Ordered(int status, @Nullable String code, @Nullable String retryAfter)
            implements Fault {}
}
