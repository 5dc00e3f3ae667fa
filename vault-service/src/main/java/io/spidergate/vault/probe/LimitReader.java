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

    private LimitReader() {}

    static List<DiscoveredLimit> limits(
            List<RateHeader> rules, Function<String, Optional<String>> header) {
        List<DiscoveredLimit> limits = new ArrayList<>();
        for (RateHeader rule : rules) {
            Long limit = number(rule.limit(), header);
            if (limit != null) {
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
