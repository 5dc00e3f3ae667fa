package io.spidergate.llm.conversation;

import java.util.Optional;

/// A piece of what a model said.
public sealed interface Said {

    record Text(String text) implements Said {}

    /// What the model thought.
    ///
    /// @param text may be empty where the provider shows none
    record Thought(String text, Optional<Seal> seal) implements Said {}

    /// A call of a function.
    ///
    /// @param arguments a JSON object in text, `{}` where there are none
    record Call(String id, String name, String arguments, Optional<Seal> seal) implements Said {}
}
