package io.spidergate.router.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The length of a window as a file writes it: `minute`, `hour`, `day`, `month`, or a number of
/// seconds such as `900s`.
public record Period(long seconds) {

    static final Period HOUR = new Period(3_600);
    static final Period DAY = new Period(86_400);
    static final Period MONTH = new Period(31 * 86_400);

    private static final Map<String, Period> NAMED =
            Map.of("minute", new Period(60), "hour", HOUR, "day", DAY, "month", MONTH);

    private static final Pattern SECONDS = Pattern.compile("([1-9]\\d{0,6})s");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Period parse(String text) {
        Period named = NAMED.get(text);
        if (named != null) {
            return named;
        }
        Matcher seconds = SECONDS.matcher(text);
        if (!seconds.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not minute, hour, day, month or seconds such as 900s".formatted(text));
        }
        return new Period(Long.parseLong(seconds.group(1)));
    }

    @Override
    public String toString() {
        return NAMED.entrySet().stream()
                .filter(entry -> entry.getValue().seconds == seconds)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(seconds + "s");
    }
}
