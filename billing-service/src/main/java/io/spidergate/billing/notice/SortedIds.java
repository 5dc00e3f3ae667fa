package io.spidergate.billing.notice;

import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Ids whose order as texts is that of their making, so that a page of a list can begin after one.
final class SortedIds {

    static final String NOTICE = "ntc_";
    static final String DELIVERY = "dlv_";
    static final String WEBHOOK = "whk_";

    private static final int RANDOM_BYTES = 10;

    private SortedIds() {}

    static String mint(String prefix, Instant now, RandomGenerator random) {
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        return prefix
                + HexFormat.of().toHexDigits(now.toEpochMilli(), 12)
                + HexFormat.of().formatHex(chance);
    }
}
