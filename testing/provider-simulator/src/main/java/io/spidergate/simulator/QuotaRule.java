package io.spidergate.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One window of a provider's quota; all keys of an account share it.
///
/// @param unit what is counted
/// @param window its length
/// @param limit how much of it an account has
/// @param model what it is counted for, or null for all models together
/// @param reset when what was used may be used again
public record QuotaRule(
        Unit unit, Duration window, long limit, @Nullable String model, Reset reset) {

    /// What a window counts.
    public enum Unit {
        REQUESTS,
        /// Of input and output together.
        TOKENS,
        INPUT_TOKENS,
        OUTPUT_TOKENS
    }

    /// When what was used may be used again.
    public enum Reset {
        /// At multiples of the window on the wall clock: a minute's window ends with the minute, a
        /// day's at midnight UTC.
        CLOCK,
        /// Each use by itself, one window after it was made.
        ROLLING,
        /// Evenly, all of it in one window.
        REFILLING
    }

    /// Of the wall clock.
    public QuotaRule(Unit unit, Duration window, long limit, @Nullable String model) {
        this(unit, window, limit, model, Reset.CLOCK);
    }

    public QuotaRule {
        reset = reset == null ? Reset.CLOCK : reset;
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("window=%s must be positive".formatted(window));
        }
        if (limit < 0) {
            throw new IllegalArgumentException("limit=%d is below 0".formatted(limit));
        }
    }

    boolean isFor(String calledModel) {
        return model == null || model.equals(calledModel);
    }

    /// `requests`, `tokens` or `input-tokens`, as headers have it.
    String unitName() {
        return switch (unit) {
            case REQUESTS -> "requests";
            case TOKENS -> "tokens";
            case INPUT_TOKENS -> "input-tokens";
            case OUTPUT_TOKENS -> "output-tokens";
        };
    }

    /// `minute`, `hour` or `day`, the nearest of them for odd windows.
    String windowName() {
        if (window.compareTo(Duration.ofMinutes(1)) <= 0) {
            return "minute";
        }
        return window.compareTo(Duration.ofHours(1)) <= 0 ? "hour" : "day";
    }
}
