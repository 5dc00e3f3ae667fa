package io.spidergate.router.api;

import io.spidergate.contracts.routing.QuotaRequest;
import io.spidergate.contracts.routing.QuotaRequest.PoolWord;
import io.spidergate.contracts.routing.QuotaWindow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks what a gateway says before anybody counts by it.
final class QuotaWords {

    private static final int MAX_ID = 300;
    private static final int MAX_ENTRIES = 10_000;

    private QuotaWords() {}

    @SuppressWarnings("NullAway") // JSON may leave out what the record declares.
    static void check(QuotaRequest request) {
        if (request == null) {
            throw Refusal.of(Refusal.BAD_REQUEST, "invalid_body", "the body is missing", null);
        }
        id("gatewayId", request.gatewayId());
        atMost("pools", request.pools(), QuotaRequest.MAX_POOLS);
        Set<String> seen = new HashSet<>();
        for (PoolWord word : request.pools()) {
            id("pools.pool", word.pool());
            if (!seen.add(word.pool())) {
                throw bad("pools.pool", "'%s' is named twice".formatted(word.pool()));
            }
            check(word);
        }
    }

    private static void check(PoolWord word) {
        atLeast("pools.number", word.number(), 1);
        atMost("pools.held", word.held(), MAX_ENTRIES);
        atMost("pools.uses", word.uses(), MAX_ENTRIES);
        atMost("pools.seen", word.seen(), MAX_ENTRIES);
        atMost("pools.refusals", word.refusals(), MAX_ENTRIES);
        for (QuotaRequest.Ask ask : word.asks()) {
            present("pools.asks.unit", ask.unit());
            between("pools.asks.atLeast", ask.atLeast(), 1, QuotaWindow.MAX_LIMIT);
        }
        for (QuotaRequest.Held held : word.held()) {
            id("pools.held.grantId", held.grantId());
            atLeast("pools.held.spent", held.spent(), 0);
            atLeast("pools.held.unused", held.unused(), 0);
        }
        for (QuotaRequest.Use use : word.uses()) {
            present("pools.uses.unit", use.unit());
            atLeast("pools.uses.agoMs", use.agoMs(), 0);
            between(
                    "pools.uses.amount",
                    use.amount(),
                    -QuotaWindow.MAX_LIMIT,
                    QuotaWindow.MAX_LIMIT);
        }
        for (QuotaRequest.Seen seen : word.seen()) {
            present("pools.seen.unit", seen.unit());
            between("pools.seen.seconds", seen.seconds(), 1, QuotaWindow.MAX_SECONDS);
        }
    }

    private static void id(String field, String id) {
        if (id == null || id.isEmpty() || id.length() > MAX_ID || id.indexOf('\0') >= 0) {
            throw bad(field, "'%s' must have 1 to %d characters".formatted(field, MAX_ID));
        }
    }

    private static void present(String field, Object value) {
        if (value == null) {
            throw bad(field, "'%s' is missing".formatted(field));
        }
    }

    private static void atMost(String field, List<?> entries, int limit) {
        if (entries.size() > limit) {
            throw bad(
                    field,
                    "'%s' must have at most %d entries, got %d"
                            .formatted(field, limit, entries.size()));
        }
    }

    private static void atLeast(String field, long value, long least) {
        between(field, value, least, Long.MAX_VALUE);
    }

    private static void between(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw bad(
                    field,
                    "'%s' must be from %d to %d, got %d".formatted(field, least, most, value));
        }
    }

    private static RuntimeException bad(String field, String message) {
        return Refusal.of(Refusal.BAD_REQUEST, "invalid_value", message, field);
    }
}
