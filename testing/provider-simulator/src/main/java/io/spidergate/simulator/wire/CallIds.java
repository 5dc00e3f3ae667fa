package io.spidergate.simulator.wire;

import java.util.Locale;

/// Ids that look like a provider's and are the same in every run.
public final class CallIds {

    private CallIds() {}

    /// A prefix such as `chatcmpl-` and 24 hexadecimal digits.
    public static String of(String prefix, long callNumber) {
        long mixed = callNumber * 0x9E3779B97F4A7C15L;
        return String.format(Locale.ROOT, "%s%016x%08x", prefix, mixed, callNumber & 0xFFFFFFFFL);
    }

    /// The id of one of several things within the answer to a call.
    public static String of(String prefix, long callNumber, int part) {
        return of(prefix, callNumber) + String.format(Locale.ROOT, "%04x", part);
    }
}
