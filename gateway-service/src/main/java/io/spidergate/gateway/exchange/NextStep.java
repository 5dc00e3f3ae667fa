package io.spidergate.gateway.exchange;

import java.util.List;

/// What to do after what is known so far.
sealed interface NextStep {

    /// @param skipped targets that came first but whose credential cannot be used at the moment
    /// @param after the sequence without this attempt
    record Try(AttemptTarget target, List<AttemptTarget> skipped, AttemptSequence after)
            implements NextStep {

        public Try {
            skipped = List.copyOf(skipped);
        }
    }

    /// Nobody is left to ask, or enough have been asked.
    record Exhausted(List<AttemptTarget> skipped) implements NextStep {

        public Exhausted {
            skipped = List.copyOf(skipped);
        }
    }

    /// The request itself is at fault: every other provider would say the same.
    record TellCaller() implements NextStep {}
}
