package io.spidergate.llm.reset;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads when a provider says to come back, in any form that providers use, as a wait from now.
///
/// Forms: Go durations (`1h2m3.5s`, `825ms`; Google's `33.5s` is one), plain and decimal seconds,
/// unix seconds and milliseconds, RFC 3339 instants and HTTP dates. Laws: never throws, never
/// negative (a moment that has passed is a wait of zero), never above [#LONGEST].
public final class ResetHint {

    /// No window of any known provider is longer than a calendar month.
    public static final Duration LONGEST = Duration.ofDays(31);

    private static final int MAX_LENGTH = 64;

    /// The capital letter of both the micro sign and the Greek mu, of which Go prints the former.
    private static final char MICRO = '\u039C';

    /// Waits are below, instants above: 10^9 seconds are 31 years as a wait and 2001 as an instant.
    private static final BigDecimal FIRST_EPOCH_SECOND = BigDecimal.valueOf(1_000_000_000L);

    private static final BigDecimal FIRST_EPOCH_MILLI = BigDecimal.valueOf(100_000_000_000L);
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,20}(\\.\\d{0,20})?");

    private ResetHint() {}

    /// The wait that `value` tells, or empty where it is in no known form.
    public static Optional<Duration> parse(@Nullable String value, Instant now) {
        String text = trimmed(value);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(bounded(number(new BigDecimal(text), now)));
        }
        return GoDuration.parse(text)
                .or(() -> WrittenDate.parse(text).map(at -> Duration.between(now, at)))
                .map(ResetHint::bounded);
    }

    /// The wait that a `retry-after-ms` header tells.
    public static Optional<Duration> parseMillis(@Nullable String value) {
        String text = trimmed(value);
        return NUMBER.matcher(text).matches()
                ? Optional.of(bounded(seconds(new BigDecimal(text).movePointLeft(3))))
                : Optional.empty();
    }

    /// The wait that the standard headers tell; `retry-after-ms` goes first, being the finer one.
    public static Optional<Duration> retryAfter(ResponseHeaders headers, Instant now) {
        return parseMillis(headers.first("retry-after-ms"))
                .or(() -> parse(headers.first("retry-after"), now));
    }

    private static String trimmed(@Nullable String value) {
        if (value == null || value.length() > MAX_LENGTH) {
            return "";
        }
        String text = value.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return (quoted ? text.substring(1, text.length() - 1) : text)
                .toUpperCase(Locale.ROOT)
                .replace(MICRO, 'U');
    }

    private static Duration number(BigDecimal value, Instant now) {
        if (value.compareTo(FIRST_EPOCH_SECOND) < 0) {
            return seconds(value);
        }
        BigDecimal epoch = value.compareTo(FIRST_EPOCH_MILLI) < 0 ? value : value.movePointLeft(3);
        BigDecimal fromNow = BigDecimal.valueOf(now.getEpochSecond()).add(nanos(now));
        return seconds(epoch.subtract(fromNow));
    }

    private static BigDecimal nanos(Instant now) {
        return BigDecimal.valueOf(now.getNano(), 9);
    }

    /// Saturates instead of overflowing; what is above the longest wait is cut anyway.
    static Duration seconds(BigDecimal seconds) {
        if (seconds.signum() <= 0) {
            return Duration.ZERO;
        }
        return seconds.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) >= 0
                ? LONGEST
                : Duration.ofNanos(seconds.movePointRight(9).longValue());
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
