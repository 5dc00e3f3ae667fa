package io.spidergate.dashboard.page;

import io.quarkus.qute.TemplateExtension;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.money.Money;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers as people read them; templates call these as `fmt:…`.
@TemplateExtension(namespace = "fmt")
public final class Figures {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Figures() {}

    /// `0.42 ms`, `87 ms`, `1.24 s`, `2 min 05 s`.
    public static String duration(@Nullable Long us) {
        if (us == null) {
            return "–";
        }
        if (us < 1_000) {
            return us + " µs";
        }
        if (us < 10_000) {
            return String.format(Locale.ROOT, "%.1f ms", us / 1_000.0);
        }
        if (us < 999_500) {
            return Math.round(us / 1_000.0) + " ms";
        }
        if (us < 59_995_000) {
            return String.format(Locale.ROOT, "%.2f s", us / 1_000_000.0);
        }
        long seconds = Math.round(us / 1_000_000.0);
        return "%d min %02d s".formatted(seconds / 60, seconds % 60);
    }

    /// A percentile, which is 0 where nothing was measured.
    public static String latency(long us) {
        return us == 0 ? "–" : duration(us);
    }

    /// From one instant of a request to a later one, which may not have come.
    public static String span(long startUs, @Nullable Long endUs) {
        return endUs == null ? "–" : duration(Math.max(0, endUs - startUs));
    }

    public static String millis(@Nullable Long ms) {
        return ms == null ? "–" : duration(Math.multiplyExact(ms, 1_000L));
    }

    /// Colour of a result.
    public static String tone(RequestEvent.Result result) {
        return switch (result) {
            case COMPLETED -> "ok";
            case ABANDONED, INTERRUPTED -> "warn";
            case REFUSED, FAILED, CUT -> "bad";
        };
    }

    public static String usd(long nanoUsd) {
        return Money.ofNanoUsd(nanoUsd).toString();
    }

    /// `1,204`, `48.2k`, `3.41M`.
    public static String count(long number) {
        if (number < 10_000) {
            return String.format(Locale.ROOT, "%,d", number);
        }
        if (number < 999_950) {
            return String.format(Locale.ROOT, "%.1fk", number / 1_000.0);
        }
        return String.format(Locale.ROOT, "%.2fM", number / 1_000_000.0);
    }

    /// `1 request`, `1,204 requests`.
    public static String counted(long number, String thing) {
        return count(number) + " " + (number == 1 ? thing : thing + "s");
    }

    /// What an amount of zero or more rests on.
    public static String basis(RequestEvent.Basis basis) {
        return switch (basis) {
            case PRICED -> "at its price";
            case FREE -> "free";
            case SUBSCRIPTION -> "covered by a plan";
            case UNPRICED -> "price unknown";
            case NONE -> "nothing used";
        };
    }

    /// Why money was spent instead of what is free, for people.
    public static String paidBecause(String reason) {
        return switch (reason) {
            case "preferred" -> "the order put it before what is free";
            case "free_failed" -> "what is free was tried and failed";
            case "none_free" -> "the chain has nothing that is free";
            case "excluded_by_caller" -> "the caller excluded what is free";
            default -> "what is free was passed over: " + reason;
        };
    }

    /// Part of a whole; nothing of nothing is 0%.
    public static String percent(long part, long whole) {
        if (whole == 0 || part == 0) {
            return "0%";
        }
        double percent = 100.0 * part / whole;
        return percent < 0.1
                ? "<0.1%"
                : String.format(Locale.ROOT, percent < 10 ? "%.1f%%" : "%.0f%%", percent);
    }

    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /// For people outside, who read no logs: `28 November 2026, 14:05 UTC`.
    public static String minute(Instant instant) {
        return MINUTE.format(instant);
    }

    public static String hour(Instant instant) {
        return HOUR.format(instant);
    }

    /// A constant such as `RATE_LIMITED` in words.
    public static String words(@Nullable Object constant) {
        return constant == null
                ? ""
                : constant.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
