package io.spidergate.billing.ledger;

import org.jspecify.annotations.Nullable;

/// A record that can never enter the ledger, kept for the operator with the reason.
record DeadLetter(
        String topic,
        int partition,
        long offset,
        String reason,
        byte @Nullable [] key,
        byte @Nullable [] value) {}
