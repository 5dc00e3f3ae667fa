package io.spidergate.launcher;

import io.spidergate.launcher.console.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stretches of time as people write them: `90s`, `15m`, `12h`, `30d`. Pure.
final class Spans {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([smhd])");

    private Spans() {}

    /// @param option that it was given for
    static Duration span(String option, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new Refusal(
                    "%s must be a span such as 90s, 15m, 12h or 30d, got '%s'."
                            .formatted(option, text));
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /// An instant, or a span from now on.
    static Instant instant(String option, String text, Instant now) {
        if (FORM.matcher(text).matches()) {
            return now.plus(span(option, text));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refusal(
                    "%s must be an instant such as 2027-01-31T00:00:00Z or a span such as 30d, got '%s'."
                            .formatted(option, text));
        }
    }
}
