package io.spidergate.vault.usage;

import io.spidergate.contracts.vault.ProviderUsage;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The UTC days that are asked about. Pure.
sealed interface UsageRange {

    /// @param until the first day that is not
    record Days(LocalDate from, LocalDate until) implements UsageRange {}

    record Invalid(String field, String message) implements UsageRange {}

    /// @param today is told of in part, and no day after it
    static UsageRange of(@Nullable String from, @Nullable String until, LocalDate today) {
        LocalDate first = day(from);
        LocalDate end = day(until);
        if (first == null) {
            return new Invalid("from", "'from' must be a day as 2026-11-27");
        }
        if (end == null) {
            return new Invalid("until", "'until' must be a day as 2026-11-27");
        }
        LocalDate last = end.isAfter(today) ? today.plusDays(1) : end;
        if (!first.isBefore(last) || last.isAfter(first.plusDays(ProviderUsage.MAX_DAYS))) {
            return new Invalid(
                    "until",
                    "from 'from' until 'until' there must be 1 to %d days, none after today"
                            .formatted(ProviderUsage.MAX_DAYS));
        }
        return new Days(first, last);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
