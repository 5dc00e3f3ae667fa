package io.spidergate.contracts.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A gateway tells what it has used of providers' quotas and what it has seen of them, and asks for
/// more, in one call for many pools.
///
/// @param gatewayId the process; its grants end with it
public record QuotaRequest(String gatewayId, List<PoolWord> pools) {

    public static final int MAX_POOLS = 1_000;

    public QuotaRequest {
        pools = List.copyOf(pools);
    }

    /// @param number from 1, one more for each word of this gateway about this pool; a word that is
    ///   said again because no answer came has the same number and the same uses
    /// @param servedAskedAgoMs when the last call that was served had been sent; absent where none
    ///   was since the word before
    public record PoolWord(
            String pool,
            long number,
            List<Ask> asks,
            List<Held> held,
            List<Use> uses,
            List<Seen> seen,
            List<Refusal> refusals,
            @Nullable Long servedAskedAgoMs) {

        public PoolWord {
            asks = List.copyOf(asks);
            held = List.copyOf(held);
            uses = List.copyOf(uses);
            seen = List.copyOf(seen);
            refusals = List.copyOf(refusals);
        }
    }

    /// @param atLeast what one request needs now; nothing is granted when less is left
    /// @param wanted what the gateway would like to hold; the owner decides
    public record Ask(QuotaUnit unit, long atLeast, long wanted) {}

    /// A word about a grant: it keeps it alive.
    ///
    /// @param spent of this grant in all, so that saying it twice changes nothing
    /// @param unused given back of this grant in all
    public record Held(String grantId, long spent, long unused) {}

    /// Something used, or a correction of what was told before.
    ///
    /// @param agoMs how long before this call the provider counted it
    /// @param amount negative where less was used than had been told
    public record Use(QuotaUnit unit, long agoMs, long amount) {}

    /// What a provider said of one of its windows.
    ///
    /// @param seconds length of the window
    /// @param agoMs when the answer came
    /// @param askedAgoMs when the call that it answers had been sent
    public record Seen(
            QuotaUnit unit,
            long seconds,
            @Nullable Long limit,
            @Nullable Long remaining,
            @Nullable Long resetMs,
            long agoMs,
            long askedAgoMs) {}

    /// A provider refused for want of quota.
    ///
    /// @param agoMs when the answer came
    /// @param askedAgoMs when the call had been sent
    /// @param retryAfterMs the provider's hint, understood
    /// @param longWindow a long window is used up, by the provider's own words
    public record Refusal(
            long agoMs, long askedAgoMs, @Nullable Long retryAfterMs, boolean longWindow) {}
}
