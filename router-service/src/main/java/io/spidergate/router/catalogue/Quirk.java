package io.spidergate.router.catalogue;

import java.util.Locale;

/// Deviations from the OpenAI dialect that a translator must respect.
public enum Quirk {
    /// The limit of output tokens is called `max_completion_tokens`.
    MAX_COMPLETION_TOKENS,
    /// A request without a limit of output tokens is refused.
    MAX_TOKENS_REQUIRED,
    NO_DEVELOPER_ROLE,
    NO_STORE,
    NO_REASONING_EFFORT,
    NO_PARALLEL_TOOL_CALLS,
    /// `presence_penalty`, `frequency_penalty` and `stop` are refused.
    NO_PENALTIES,
    /// A user message must not follow a tool message directly.
    NO_USER_AFTER_TOOL,
    /// Tool call ids are exactly nine letters and digits.
    NINE_CHARACTER_TOOL_IDS,
    TOOL_IDS_OF_40_CHARACTERS,
    TOOL_CHOICE_AUTO_ONLY,
    /// Streamed tool calls may come without `index`.
    TOOL_DELTAS_WITHOUT_INDEX,
    /// `seed` is called `random_seed`.
    RANDOM_SEED,
    /// `extra_content.google.thought_signature` of a tool call must come back unchanged.
    THOUGHT_SIGNATURES,
    /// Reasoning is in `reasoning_content`.
    RETURNS_REASONING_CONTENT,
    /// With tools, earlier `reasoning_content` must come back.
    NEEDS_REASONING_CONTENT,
    /// An answer that was begun is gone on with only where its message says `prefix`, and is
    /// repeated.
    PREFILL_BY_PREFIX,
    /// `usage.cost` says what a request cost.
    REPORTS_COST;

    /// Name in files and in the snapshot.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
