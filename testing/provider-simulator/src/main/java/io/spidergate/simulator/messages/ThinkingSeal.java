package io.spidergate.simulator.messages;

import io.spidergate.simulator.wire.Seal;
import java.util.Optional;

/// The `signature` of a thinking block, which holds for its text and no other.
final class ThinkingSeal {

    private static final String MAKER = "messages";

    private ThinkingSeal() {}

    /// The real one is also given where the text is not shown.
    static String of(String thought) {
        return Seal.of(MAKER, thought);
    }

    static boolean isGenuine(String signature, String thought) {
        Optional<String> sealed = Seal.open(MAKER, signature);
        return sealed.isPresent() && sealed.get().equals(thought);
    }
}
