package io.spidergate.billing.allowance;

import io.spidergate.allowance.Grant;
import java.time.Instant;
import java.util.List;

/// A counter as its rows say.
///
/// @param settled of all the rows that count now, where there are several
/// @param windowEndsAt when it, or the first of what counts now, starts anew
record StoredCounter(long settled, Instant windowEndsAt, List<Grant> grants) {

    StoredCounter {
        grants = List.copyOf(grants);
    }
}
