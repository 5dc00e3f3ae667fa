package io.spidergate.simulator;

import io.spidergate.simulator.QuotaRule.Unit;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Each provider's rate-limit headers. Sources: facts on providers, section 1.1 and the blocks of
/// section 2.
final class RateHeaders {

    private RateHeaders() {}

    static Map<String, String> onSuccess(Manner manner, List<WindowState> windows, boolean stream) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (WindowState window : windows) {
            switch (manner) {
                case GROQ -> groq(headers, window);
                case OPENAI -> openai(headers, window);
                case CEREBRAS -> cerebras(headers, window);
                case MISTRAL -> {
                    if (!stream) {
                        mistral(headers, window);
                    }
                }
                case ANTHROPIC -> anthropic(headers, window);
                case CHATGPT -> chatgpt(headers, window);
                case OPENROUTER, GEMINI, NVIDIA, BEDROCK, LOCAL -> {}
            }
        }
        return headers;
    }

    static Map<String, String> onExhausted(
            Manner manner, WindowState exhausted, List<WindowState> windows) {
        Map<String, String> headers =
                manner == Manner.CEREBRAS
                        ? new LinkedHashMap<>()
                        : onSuccess(manner, windows, false);
        String seconds = Long.toString(exhausted.secondsUntilReset());
        switch (manner) {
            case GROQ, CEREBRAS, ANTHROPIC, LOCAL -> headers.put("retry-after", seconds);
            case OPENAI -> {
                headers.put("retry-after", seconds);
                long millis = Math.max(1, exhausted.untilReset().toMillis());
                headers.put("retry-after-ms", Long.toString(millis));
            }
            case OPENROUTER -> openrouter(headers, exhausted);
            case MISTRAL, GEMINI, NVIDIA, BEDROCK, CHATGPT -> {}
        }
        return headers;
    }

    /// Requests are the day's bucket and tokens the minute's; the minute's requests are in no
    /// header.
    private static void groq(Map<String, String> headers, WindowState window) {
        boolean day = window.rule().windowName().equals("day");
        if (day == (window.rule().unit() == Unit.REQUESTS)) {
            openai(headers, window);
        }
    }

    private static void openai(Map<String, String> headers, WindowState window) {
        String unit = window.rule().unitName();
        headers.put("x-ratelimit-limit-" + unit, Long.toString(window.rule().limit()));
        headers.put("x-ratelimit-remaining-" + unit, Long.toString(window.remaining()));
        headers.put("x-ratelimit-reset-" + unit, goDuration(window.untilReset()));
    }

    private static void cerebras(Map<String, String> headers, WindowState window) {
        String bucket = window.rule().unitName() + "-" + window.rule().windowName();
        headers.put("x-ratelimit-limit-" + bucket, Long.toString(window.rule().limit()));
        headers.put("x-ratelimit-remaining-" + bucket, Long.toString(window.remaining()));
        headers.put(
                "x-ratelimit-reset-" + bucket,
                String.format(Locale.ROOT, "%.2f", window.untilReset().toMillis() / 1000.0));
    }

    private static void mistral(Map<String, String> headers, WindowState window) {
        String bucket =
                window.rule().unit() == Unit.REQUESTS
                        ? "req-minute"
                        : "tokens-" + window.rule().windowName().replace("day", "month");
        headers.put("x-ratelimit-limit-" + bucket, Long.toString(window.rule().limit()));
        headers.put("x-ratelimit-remaining-" + bucket, Long.toString(window.remaining()));
    }

    /// How much of the plan is used, not of what: the short window first.
    private static void chatgpt(Map<String, String> headers, WindowState window) {
        boolean isShort = window.rule().window().compareTo(Duration.ofHours(5)) <= 0;
        String prefix = "x-codex-" + (isShort ? "primary" : "secondary");
        double used = 100.0 * (window.rule().limit() - window.remaining()) / window.rule().limit();
        headers.put(prefix + "-used-percent", String.format(Locale.ROOT, "%.1f", used));
        headers.put(prefix + "-window-minutes", Long.toString(window.rule().window().toMinutes()));
        headers.put(prefix + "-reset-at", Long.toString(window.resetsAt().getEpochSecond()));
    }

    private static void anthropic(Map<String, String> headers, WindowState window) {
        String prefix = "anthropic-ratelimit-" + window.rule().unitName() + "-";
        headers.put(prefix + "limit", Long.toString(window.rule().limit()));
        headers.put(prefix + "remaining", Long.toString(window.remaining()));
        headers.put(prefix + "reset", window.resetsAt().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static void openrouter(Map<String, String> headers, WindowState window) {
        headers.put("X-RateLimit-Limit", Long.toString(window.rule().limit()));
        headers.put("X-RateLimit-Remaining", Long.toString(window.remaining()));
        headers.put("X-RateLimit-Reset", Long.toString(window.resetsAt().toEpochMilli()));
    }

    /// As Go prints durations: `2m59.56s`, `825ms`, `0s`.
    static String goDuration(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1000) {
            return millis == 0 ? "0s" : millis + "ms";
        }
        StringBuilder text = new StringBuilder();
        long hours = millis / 3_600_000;
        long minutes = millis / 60_000 % 60;
        if (hours > 0) {
            text.append(hours).append('h');
        }
        if (hours > 0 || minutes > 0) {
            text.append(minutes).append('m');
        }
        String seconds = String.format(Locale.ROOT, "%d.%03d", millis / 1000 % 60, millis % 1000);
        return text.append(trimmed(seconds)).append('s').toString();
    }

    private static String trimmed(String decimal) {
        return decimal.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
