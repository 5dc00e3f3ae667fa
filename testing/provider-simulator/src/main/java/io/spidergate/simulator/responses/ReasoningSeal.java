package io.spidergate.simulator.responses;

import io.spidergate.simulator.wire.Seal;

/// The `encrypted_content` of a reasoning item: the thought itself, which only its maker can open.
final class ReasoningSeal {

    private static final String MAKER = "responses";

    private ReasoningSeal() {}

    static String of(String thought) {
        return Seal.of(MAKER, thought);
    }

    static boolean isGenuine(String encrypted) {
        return Seal.open(MAKER, encrypted).isPresent();
    }
}
