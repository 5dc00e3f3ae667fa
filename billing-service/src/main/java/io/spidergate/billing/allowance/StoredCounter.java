package io.spidergate.billing.allowance;

import io.spidergate.allowance.Grant;
import java.util.List;

/// A counter as its rows say.
record StoredCounter(long settled, List<Grant> grants) {

    StoredCounter {
        grants = List.copyOf(grants);
    }
}
