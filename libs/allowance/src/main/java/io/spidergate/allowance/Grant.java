package io.spidergate.allowance;

import java.time.Instant;

/// A slice of a counter in a holder's hands, as the owner knows it.
///
/// `returned` only grows and is stated as a whole, so that a statement heard twice or late changes
/// nothing.
///
/// @param returned what the holder has given back of it, in all
/// @param overdrawn what its holder has used beyond it, in all, where nobody but the holder tells
/// @param ledgered what the ledger has posted against it
/// @param expired its holder was silent for too long; a later word revives it
public record Grant(
        String id,
        String holder,
        long granted,
        long returned,
        long overdrawn,
        long ledgered,
        Instant expiresAt,
        boolean expired) {

    public Grant {
        if (granted < 0
                || returned < 0
                || overdrawn < 0
                || returned > granted + overdrawn
                || ledgered < 0) {
            throw new IllegalArgumentException(
                    "grant %s is impossible: granted=%d returned=%d overdrawn=%d ledgered=%d"
                            .formatted(id, granted, returned, overdrawn, ledgered));
        }
    }

    public Grant(
            String id,
            String holder,
            long granted,
            long returned,
            long ledgered,
            Instant expiresAt,
            boolean expired) {
        this(id, holder, granted, returned, 0, ledgered, expiresAt, expired);
    }

    /// What is kept back for the holder: neither returned nor in the ledger yet.
    public long held() {
        return expired ? 0 : Math.max(0, granted + overdrawn - returned - ledgered);
    }

    Grant stated(long unusedInAll, long overdrawnInAll, Instant aliveUntil) {
        long over = Math.max(overdrawn, Math.clamp(overdrawnInAll, 0, Terms.MAX_LIMIT));
        long heard = Math.max(returned, Math.clamp(unusedInAll, 0, granted + over));
        return new Grant(id, holder, granted, heard, over, ledgered, later(aliveUntil), false);
    }

    Grant posted(long amount) {
        return new Grant(
                id, holder, granted, returned, overdrawn, ledgered + amount, expiresAt, expired);
    }

    Grant ended() {
        return new Grant(id, holder, granted, returned, overdrawn, ledgered, expiresAt, true);
    }

    private Instant later(Instant other) {
        return other.isAfter(expiresAt) ? other : expiresAt;
    }
}
