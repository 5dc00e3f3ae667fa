package io.spidergate.launcher;

import io.spidergate.contracts.vault.SpendLimit;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.money.Money;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What may be spent, as a command line gives it: `5/day`, `100/month/warn`, `0`. Pure.
final class SpendLimits {

    private static final Pattern LIMIT =
            Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)(?:/(day|month)(?:/(warn))?)?");

    private SpendLimits() {}

    static @Nullable SpendLimit of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher limit = LIMIT.matcher(text);
        if (!limit.matches()) {
            throw wrong(text);
        }
        long nanoUsd = Money.ofUsd(limit.group(1)).nanoUsd();
        if (nanoUsd > 0 && limit.group(2) == null) {
            throw wrong(text);
        }
        return new SpendLimit(
                nanoUsd,
                "day".equals(limit.group(2)) ? SpendLimit.Period.DAY : SpendLimit.Period.MONTH,
                limit.group(3) == null ? SpendLimit.Action.BLOCK : SpendLimit.Action.WARN);
    }

    private static Refusal wrong(String text) {
        return new Refusal(
                "--spend is dollars and a period, such as 5/day, 100/month or 100/month/warn, not '%s'."
                        .formatted(text));
    }
}
