package io.spidergate.simulator;

import io.spidergate.simulator.wire.Asked;

/// One call of one provider, as it stands before anything is decided.
///
/// @param number from 1, in the order of arrival
record Visit(ProviderScript script, Route route, Caller caller, Asked asked, long number) {

    Manner manner() {
        return script.manner();
    }
}
