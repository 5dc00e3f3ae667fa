package io.spidergate.routing;

import io.spidergate.contracts.routing.QuotaPool;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the asking process knows of quota pools.
public interface Quotas {

    /// Whoever does not count takes every pool for full.
    Quotas UNCOUNTED =
            new Quotas() {
                @Override
                public @Nullable Shortage shortage(QuotaPool pool, long tokens, Instant now) {
                    return null;
                }

                @Override
                public double slack(QuotaPool pool) {
                    return FULL;
                }
            };

    /// Of a credential whose owner limits what is spent, at what nobody knows the price of.
    Shortage UNPRICED =
            new Shortage(
                    null, "nobody knows its price, and what may be spent with the key is limited");

    /// The slack of a pool that nobody has used.
    double FULL = 1.0;

    /// Why a request of about so many tokens cannot be counted in the pool at `now`; null while it
    /// may be. Never blocks.
    @Nullable Shortage shortage(QuotaPool pool, long tokens, Instant now);

    /// How much is left of the pool by how little time is left to use it: the larger, the more
    /// would be lost at its reset. Of the window that has least.
    double slack(QuotaPool pool);

    /// @param until when there is enough again; absent where there never is
    /// @param detail for people
    record Shortage(@Nullable Instant until, String detail) {}
}
