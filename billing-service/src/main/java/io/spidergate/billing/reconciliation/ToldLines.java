package io.spidergate.billing.reconciliation;

import io.spidergate.contracts.vault.ProviderUsage.Line;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a provider tells, one line of each day and item: the same item may stand in several, as of
/// several hosts of one model. Pure.
final class ToldLines {

    private ToldLines() {}

    private record Of(LocalDate day, String item) {}

    static Collection<Line> merged(List<Line> lines) {
        Map<Of, Line> merged = new LinkedHashMap<>();
        lines.forEach(line -> merged.merge(new Of(line.day(), line.item()), line, ToldLines::plus));
        return merged.values();
    }

    private static Line plus(Line one, Line other) {
        return new Line(
                one.day(),
                one.item(),
                Math.addExact(one.nanoUsd(), other.nanoUsd()),
                plus(one.requests(), other.requests()),
                plus(one.inputTokens(), other.inputTokens()),
                plus(one.outputTokens(), other.outputTokens()));
    }

    /// What is not told of one is not known of both.
    private static @Nullable Long plus(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : Long.valueOf(Math.addExact(one, other));
    }
}
