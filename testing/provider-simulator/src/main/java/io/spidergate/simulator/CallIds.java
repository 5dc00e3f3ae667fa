package io.spidergate.simulator;

import java.util.Locale;

/// Ids that look like a provider's and are the same in every run.
final class CallIds {

    private CallIds() {}

    /// `chatcmpl-` and 24 hexadecimal digits.
    static String completion(long callNumber) {
        long mixed = callNumber * 0x9E3779B97F4A7C15L;
        return String.format(Locale.ROOT, "chatcmpl-%016x%08x", mixed, callNumber & 0xFFFFFFFFL);
    }

    /// Nine letters and digits, the strictest form any provider asks for.
    static String toolCall(String seed) {
        String digits = Long.toString(Integer.toUnsignedLong(seed.hashCode()), 36);
        return "s" + "0".repeat(8 - digits.length()) + digits;
    }
}
