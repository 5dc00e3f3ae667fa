package io.spidergate.allowance;

/// Whether a holder's slices sufficed.
public sealed interface Attempt permits SliceReservation, Attempt.NotEnough {

    enum NotEnough implements Attempt {
        NOT_ENOUGH
    }
}
