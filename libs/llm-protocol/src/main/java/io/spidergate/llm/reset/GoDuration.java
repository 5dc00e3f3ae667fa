package io.spidergate.llm.reset;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Go prints them (`time.Duration.String`), with days as a courtesy.
final class GoDuration {

    private static final Pattern TERM =
            Pattern.compile("(\\d{1,18}(?:\\.\\d{0,18})?|\\.\\d{1,18})(NS|US|MS|S|M|H|D)");

    private GoDuration() {}

    /// @param text in upper case
    static Optional<Duration> parse(String text) {
        boolean negative = text.startsWith("-");
        int at = negative || text.startsWith("+") ? 1 : 0;
        if (at == text.length()) {
            return Optional.empty();
        }
        BigDecimal seconds = BigDecimal.ZERO;
        Matcher term = TERM.matcher(text);
        while (at < text.length()) {
            if (!term.region(at, text.length()).lookingAt()) {
                return Optional.empty();
            }
            seconds = seconds.add(new BigDecimal(term.group(1)).multiply(unit(term.group(2))));
            at = term.end();
        }
        return Optional.of(negative ? Duration.ZERO : ResetHint.seconds(seconds));
    }

    private static BigDecimal unit(String name) {
        return switch (name) {
            case "NS" -> BigDecimal.valueOf(1, 9);
            case "US" -> BigDecimal.valueOf(1, 6);
            case "MS" -> BigDecimal.valueOf(1, 3);
            case "M" -> BigDecimal.valueOf(60);
            case "H" -> BigDecimal.valueOf(3_600);
            case "D" -> BigDecimal.valueOf(86_400);
            default -> BigDecimal.ONE;
        };
    }
}
