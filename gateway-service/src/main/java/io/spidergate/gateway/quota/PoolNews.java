package io.spidergate.gateway.quota;

import io.spidergate.contracts.routing.QuotaUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has happened in a pool, until its owner has heard it. What was said and not answered is
/// said again under the same number, so that it counts once. Safe for use by all threads.
final class PoolNews {

    private Untold gathering = new Untold();
    private @Nullable Untold said;
    private long number;

    /// @param said under this number
    record Said(long number, Untold said) {}

    synchronized boolean isEmpty() {
        return gathering.isEmpty() && said == null;
    }

    /// @param unit of the weight
    synchronized void used(long requests, QuotaUnit unit, long weight, long atNanos) {
        gathering.use(QuotaUnit.REQUESTS, requests, atNanos);
        gathering.use(unit, weight, atNanos);
    }

    synchronized void seen(List<Untold.SeenAt> all) {
        all.forEach(gathering::see);
    }

    synchronized void served(long askedNanos) {
        gathering.served(askedNanos);
    }

    synchronized void refused(Untold.RefusedAt refusal) {
        gathering.refused(refusal);
    }

    /// What to say now: again what was not answered, otherwise all that is new.
    synchronized Said say() {
        if (said == null) {
            said = gathering;
            gathering = new Untold();
            number++;
        }
        return new Said(number, said);
    }

    synchronized void heard(long answered) {
        if (answered == number) {
            said = null;
        }
    }
}
