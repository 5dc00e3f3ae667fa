package io.spidergate.launcher;

import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.vault.DiscoveredLimit;
import io.spidergate.contracts.vault.ProbeResult;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The limits that a test has shown, for people. Pure.
final class LimitWords {

    private LimitWords() {}

    /// Such as `Its limits: 14400 requests a day, 6000 tokens a minute.`
    static Optional<String> of(ProbeResult result) {
        return result.limits().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        result.limits().stream()
                                .map(LimitWords::words)
                                .collect(Collectors.joining(", ", "Its limits: ", ".")));
    }

    private static String words(DiscoveredLimit limit) {
        if (limit.unit() == QuotaUnit.PERCENT) {
            return "%d %% of a plan %s left".formatted(limit.remaining(), window(limit.seconds()));
        }
        String unit = limit.unit().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String left = limit.remaining() == null ? "" : " (%d left)".formatted(limit.remaining());
        return "%d %s %s%s".formatted(limit.limit(), unit, window(limit.seconds()), left);
    }

    private static String window(long seconds) {
        return switch ((int) seconds) {
            case 60 -> "a minute";
            case 3_600 -> "an hour";
            case 86_400 -> "a day";
            default -> "in %d s".formatted(seconds);
        };
    }
}
