package io.spidergate.gateway.quota;

import io.spidergate.contracts.routing.RateHeader;
import io.spidergate.llm.reset.ResetHint;
import io.spidergate.llm.reset.ResponseHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads how a provider's quota stands from the headers of an answer. Pure; never throws.
final class RateHeaders {

    private static final int MAX_DIGITS = 15;
    private static final int WHOLE = 100;
    private static final Pattern HUNDREDTHS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,9})?");

    private RateHeaders() {}

    /// What is in no known form is not told.
    static List<Untold.SeenAt> read(
            List<RateHeader> names,
            ResponseHeaders headers,
            long nowNanos,
            long askedNanos,
            Instant now) {
        List<Untold.SeenAt> seen = new ArrayList<>(names.size());
        for (RateHeader name : names) {
            Long limit = number(value(headers, name.limit()));
            Long remaining =
                    name.used() == null
                            ? number(value(headers, name.remaining()))
                            : unused(value(headers, name.used()));
            if (limit != null || remaining != null) {
                Long reset =
                        ResetHint.parse(value(headers, name.reset()), now)
                                .map(Duration::toMillis)
                                .orElse(null);
                seen.add(
                        new Untold.SeenAt(
                                name.unit(),
                                name.seconds(),
                                limit,
                                remaining,
                                reset,
                                nowNanos,
                                askedNanos));
            }
        }
        return seen;
    }

    /// Hundredths that are left; a part of one is used.
    private static @Nullable Long unused(@Nullable String used) {
        return used == null || !HUNDREDTHS.matcher(used).matches()
                ? null
                : Math.max(0, WHOLE - (long) Math.ceil(Double.parseDouble(used)));
    }

    private static @Nullable String value(ResponseHeaders headers, @Nullable String name) {
        return name == null ? null : headers.first(name);
    }

    /// A decimal's whole part; below zero there is nothing.
    private static @Nullable Long number(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String digits = text.strip();
        int point = digits.indexOf('.');
        String whole = point < 0 ? digits : digits.substring(0, point);
        boolean negative = whole.startsWith("-");
        String bare = negative ? whole.substring(1) : whole;
        if (bare.isEmpty()
                || bare.length() > MAX_DIGITS
                || !bare.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        return negative ? 0L : Long.parseLong(bare);
    }
}
