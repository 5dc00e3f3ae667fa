package io.spidergate.routing;

import io.spidergate.contracts.routing.Capability;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/// Sets of capabilities as bits, so that the planner compares them in one instruction, and the
/// sentences about what is missing, made once.
final class Capabilities {

    private static final Capability[] ALL = Capability.values();
    private static final String[] MISSING = sentences();

    private Capabilities() {}

    static int bits(Set<Capability> capabilities) {
        int bits = 0;
        for (Capability capability : capabilities) {
            bits |= 1 << capability.ordinal();
        }
        return bits;
    }

    static String missing(int bits) {
        return MISSING[bits];
    }

    private static String[] sentences() {
        String[] sentences = new String[1 << ALL.length];
        for (int bits = 0; bits < sentences.length; bits++) {
            sentences[bits] = sentence(bits);
        }
        return sentences;
    }

    private static String sentence(int bits) {
        StringJoiner names = new StringJoiner(", ", "cannot do ", "");
        for (Capability capability : ALL) {
            if ((bits & 1 << capability.ordinal()) != 0) {
                names.add(capability.name().toLowerCase(Locale.ROOT));
            }
        }
        return names.toString();
    }
}
