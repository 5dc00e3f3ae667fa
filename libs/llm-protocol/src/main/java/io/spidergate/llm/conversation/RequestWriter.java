package io.spidergate.llm.conversation;

import java.util.Set;

/// Writes conversations as one protocol's request bodies. Pure, without state.
///
/// Rule: what changes what the model is asked to do or what the answer may look like is carried or
/// refused ([WrittenRequest.CannotCarry]); what only tunes it (penalties, seed, user) is left out
/// with a note where the protocol has no place for it.
public interface RequestWriter {

    /// @param model the provider's name of it
    /// @param quirks of the provider, as in its entry; those that are not about the body are
    ///   ignored
    WrittenRequest write(Conversation conversation, String model, Set<String> quirks);
}
