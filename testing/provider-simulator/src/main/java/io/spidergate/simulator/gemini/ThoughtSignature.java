package io.spidergate.simulator.gemini;

import io.spidergate.simulator.wire.Seal;
import java.util.Set;

/// What Google puts beside a function call, and wants back with it.
final class ThoughtSignature {

    private static final String MAKER = "gemini";

    /// Google takes these where a conversation came from another model.
    private static final Set<String> PLACEHOLDERS =
            Set.of("skip_thought_signature_validator", "context_engineering_is_the_way_to_go");

    private ThoughtSignature() {}

    /// @param what the name of a function, or empty beside text
    static String of(String what) {
        return Seal.of(MAKER, what);
    }

    static boolean isAccepted(String signature, String function) {
        return PLACEHOLDERS.contains(signature)
                || Seal.open(MAKER, signature).filter(function::equals).isPresent();
    }

    /// Whether a model gives them unasked, and insists on them.
    static boolean isGivenBy(String model) {
        return model.contains("gemini-3");
    }
}
