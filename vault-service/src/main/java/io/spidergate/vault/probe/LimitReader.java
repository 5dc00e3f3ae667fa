package io.spidergate.vault.probe;

import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.contracts.routing.RateHeader;
import io.spidergate.contracts.vault.DiscoveredLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads from an answer's headers which limits the account has, where the catalogue says that the
/// provider tells them. Pure.
final class LimitReader {

    private static final long WHOLE = 100;

    private LimitReader() {}

    static List<DiscoveredLimit> limits(
            List<RateHeader> rules, Function<String, Optional<String>> header) {
        List<DiscoveredLimit> limits = new ArrayList<>();
        for (RateHeader rule : rules) {
            Long used = percent(rule.used(), header);
            Long limit = number(rule.limit(), header);
            if (used != null) {
                limits.add(new DiscoveredLimit(rule.unit(), rule.seconds(), WHOLE, WHOLE - used));
            } else if (limit != null) {
                limits.add(
                        new DiscoveredLimit(
                                rule.unit(),
                                rule.seconds(),
                                limit,
                                number(rule.remaining(), header)));
            }
        }
        return limits;
    }

    /// Hundredths of a plan; a part of one is used.
    private static @Nullable Long percent(
            @Nullable String name, Function<String, Optional<String>> header) {
        return name == null
                ? null
                : header.apply(name)
                        .filter(text -> text.matches("[0-9]{1,3}(\\.[0-9]{1,9})?"))
                        .map(text -> Math.min(WHOLE, (long) Math.ceil(Double.parseDouble(text))))
                        .orElse(null);
    }

    /// A whole number of a size that a window can have; what else stands there is not told.
    private static @Nullable Long number(
            @Nullable String name, Function<String, Optional<String>> header) {
        return name == null
                ? null
                : header.apply(name)
                        .filter(text -> text.matches("[0-9]{1,13}"))
                        .map(Long::valueOf)
                        .filter(value -> value <= QuotaWindow.MAX_LIMIT)
                        .orElse(null);
    }
}
