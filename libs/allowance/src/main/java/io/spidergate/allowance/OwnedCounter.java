package io.spidergate.allowance;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One counter in one window as its owner sees it: what is settled and who holds how much of the
/// rest.
///
/// Law: available = limit − settled − held by grants. A posting against a grant moves money from
/// held to settled, so that grant and ledger never count the same amount twice.
///
/// @param settled by the ledger, or by grants that ended, see {@link Settlement}
public record OwnedCounter(Terms terms, long settled, Map<String, Grant> grants) {

    /// Holders give back what they do not need within about a second; asking again sooner is in
    /// vain.
    public static final Duration SOON = Duration.ofSeconds(1);

    public OwnedCounter {
        grants = Map.copyOf(grants);
    }

    public static OwnedCounter untouched(Terms terms) {
        return new OwnedCounter(terms, 0, Map.of());
    }

    /// Negative after a limit was lowered, or where requests cost more than they had reserved.
    public long available() {
        return terms.limit() - settled - held();
    }

    public long held() {
        return grants.values().stream().mapToLong(Grant::held).sum();
    }

    /// Grants as much of what is wanted as leaves the same to every other holder, but not less than
    /// one request needs: the slices shrink with the remainder until each request asks for itself.
    public Answer ask(Ask ask, Instant now) {
        long available = available();
        if (terms.hard() && available < ask.atLeast()) {
            return new Answer.Denied(this, terms.limit() - available, retryAt(ask, now));
        }
        long share = terms.hard() ? available / (2L * holdersWith(ask.holder())) : ask.wanted();
        long amount = Math.max(ask.atLeast(), Math.min(ask.wanted(), share));
        Grant grant =
                new Grant(
                        ask.grantId(), ask.holder(), amount, 0, 0, now.plus(terms.expiry()), false);
        return new Answer.Granted(with(settled, grant), grant);
    }

    /// The holder lives, and does not need so much of its grant.
    public OwnedCounter stated(String grantId, String holder, long unusedInAll, Instant now) {
        return stated(grantId, holder, unusedInAll, 0, now);
    }

    /// @param overdrawnInAll of a counter that is settled by grants: used beyond the grant
    public OwnedCounter stated(
            String grantId, String holder, long unusedInAll, long overdrawnInAll, Instant now) {
        Grant grant = grants.get(grantId);
        if (grant == null || !grant.holder().equals(holder)) {
            return this;
        }
        Grant after = grant.stated(unusedInAll, overdrawnInAll, now.plus(terms.expiry()));
        // Whole again: its holder has nothing of it, running or not, and needs to say no more.
        return terms.settlement() == Settlement.BY_RETURN && after.held() == 0
                ? without(grantId)
                : with(settled, after);
    }

    /// The ledger holds an entry; `grantId` is what its cost was reserved from.
    public OwnedCounter posted(@Nullable String grantId, long amount) {
        OwnedCounter after = new OwnedCounter(terms, Math.addExact(settled, amount), grants);
        return grantId == null ? after : after.changed(grantId, grant -> grant.posted(amount));
    }

    /// Ends the grants whose holders were silent for a whole expiry in which the owner listened.
    ///
    /// @param heardSince since when holders could make themselves heard without a break: an owner
    ///   that was away itself must not mistake its own silence for theirs
    public OwnedCounter expired(Instant now, Instant heardSince) {
        if (now.isBefore(heardSince.plus(terms.expiry()))) {
            return this;
        }
        Map<String, Grant> rest = new TreeMap<>();
        long used = settled;
        for (Grant grant : grants.values()) {
            if (grant.expired() || now.isBefore(grant.expiresAt())) {
                rest.put(grant.id(), grant);
            } else if (terms.settlement() == Settlement.BY_GRANT) {
                used += grant.held();
            } else {
                rest.put(grant.id(), grant.ended());
            }
        }
        return new OwnedCounter(terms, used, rest);
    }

    private Instant retryAt(Ask ask, Instant now) {
        boolean somethingMayComeBack = terms.limit() - settled >= ask.atLeast();
        Instant soon = now.plus(SOON);
        return somethingMayComeBack && soon.isBefore(terms.windowEndsAt())
                ? soon
                : terms.windowEndsAt();
    }

    private long holdersWith(String asker) {
        long others =
                grants.values().stream()
                        .filter(grant -> grant.held() > 0 && !grant.holder().equals(asker))
                        .map(Grant::holder)
                        .distinct()
                        .count();
        return others + 1;
    }

    private OwnedCounter changed(String grantId, UnaryOperator<Grant> change) {
        Grant grant = grants.get(grantId);
        return grant == null ? this : with(settled, change.apply(grant));
    }

    private OwnedCounter without(String grantId) {
        Map<String, Grant> rest = new TreeMap<>(grants);
        rest.remove(grantId);
        return new OwnedCounter(terms, settled, rest);
    }

    private OwnedCounter with(long nowSettled, Grant grant) {
        Map<String, Grant> all = new TreeMap<>(grants);
        all.put(grant.id(), grant);
        return new OwnedCounter(terms, nowSettled, all);
    }
}
