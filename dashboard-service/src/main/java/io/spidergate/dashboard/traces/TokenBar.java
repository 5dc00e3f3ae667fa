package io.spidergate.dashboard.traces;

import io.spidergate.contracts.gateway.RequestEvent.Usage;

/// Tokens of a request as one bar: read from a cache, sent, and generated.
///
/// @param cachedWidth of {@link Waterfall#SCALE} units, as the other widths
public record TokenBar(
        long fresh, long cached, long output, int freshWidth, int cachedWidth, int outputWidth) {

    static TokenBar of(Usage usage) {
        long cached = Math.clamp(usage.cachedInputTokens(), 0, Math.max(0, usage.inputTokens()));
        long fresh = Math.max(0, usage.inputTokens()) - cached;
        long output = Math.max(0, usage.outputTokens());
        long total = fresh + cached + output;
        int freshWidth = width(fresh, total);
        int cachedWidth = width(cached, total);
        return new TokenBar(
                fresh,
                cached,
                output,
                freshWidth,
                cachedWidth,
                total == 0 ? 0 : Waterfall.SCALE - freshWidth - cachedWidth);
    }

    private static int width(long part, long total) {
        return total == 0 ? 0 : (int) (Waterfall.SCALE * part / total);
    }

    public boolean isEmpty() {
        return fresh + cached + output == 0;
    }

    public int outputX() {
        return freshWidth + cachedWidth;
    }
}
