package io.spidergate.llm.messages;

import io.spidergate.llm.conversation.Seal;
import java.util.Optional;

/// Seals of Claude, which hold wherever it is served, for readers of other protocols.
public final class ClaudeSeals {

    private ClaudeSeals() {}

    /// @return empty where there is no signature
    public static Optional<Seal> ofSignature(String signature) {
        return MessagesSeal.ofSignature(signature);
    }

    /// @param data of a thought that is not shown
    public static Seal ofRedacted(String data) {
        return MessagesSeal.ofRedacted(data);
    }
}
