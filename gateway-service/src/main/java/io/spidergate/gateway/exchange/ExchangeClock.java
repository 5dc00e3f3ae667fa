package io.spidergate.gateway.exchange;

import java.time.Instant;

/// When a request arrived, by the wall clock and by the one that only runs forward.
record ExchangeClock(Instant startedAt, long startedNanos) {}
