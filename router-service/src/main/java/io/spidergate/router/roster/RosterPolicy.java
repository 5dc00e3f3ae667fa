package io.spidergate.router.roster;

import io.spidergate.contracts.routing.RosterView.Kind;
import io.spidergate.contracts.routing.RosterView.State;

/// What becomes of changes that nobody has decided about.
///
/// @param added models that the catalogue does not have
/// @param missing models that the list does not have
/// @param repriced models that cost something else
public record RosterPolicy(Then added, Then missing, Then repriced) {

    /// What becomes of a change.
    public enum Then {
        /// It waits for somebody's decision.
        PROPOSE,
        APPLY
    }

    State of(Kind kind) {
        Then then =
                switch (kind) {
                    case NEW -> added;
                    case MISSING -> missing;
                    case REPRICED -> repriced;
                };
        return then == Then.APPLY ? State.APPLIED : State.PROPOSED;
    }

    /// For a provider of which no model is known: all that it has is new.
    RosterPolicy forNothingKnown() {
        return new RosterPolicy(Then.APPLY, missing, repriced);
    }
}
