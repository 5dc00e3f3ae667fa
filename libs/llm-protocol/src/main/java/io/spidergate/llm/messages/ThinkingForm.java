package io.spidergate.llm.messages;

/// How thinking is asked for in a request.
sealed interface ThinkingForm {

    /// Not spoken of.
    record Unsaid() implements ThinkingForm {}

    record Disabled() implements ThinkingForm {}

    /// The least that a model does which cannot be kept from thinking.
    record Least() implements ThinkingForm {}

    record Enabled(int budget) implements ThinkingForm {}

    /// @param effort empty for the model's own
    record Adaptive(String effort) implements ThinkingForm {}

    default boolean thinks() {
        return switch (this) {
            case Unsaid() -> false;
            case Disabled() -> false;
            case Least() -> true;
            case Enabled enabled -> true;
            case Adaptive adaptive -> true;
        };
    }
}
