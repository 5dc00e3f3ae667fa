package io.spidergate.llm.chat;

/// Deviations of providers from OpenAI's request that a body is bent to. Names are those of the
/// provider entries.
public final class Quirk {

    /// Knows only `max_completion_tokens` (OpenAI's reasoning models, Cerebras).
    public static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

    /// Knows only `max_tokens` (DeepSeek, Moonshot, Together, NVIDIA, Z.ai, most local servers).
    public static final String MAX_TOKENS = "max_tokens";

    /// Has no `developer` role; such messages go as `system`.
    public static final String NO_DEVELOPER_ROLE = "no_developer_role";

    /// Rejects `store` and `metadata`.
    public static final String NO_STORE = "no_store";

    /// Rejects `stream_options`; usage then comes unasked or not at all.
    public static final String NO_STREAM_OPTIONS = "no_stream_options";

    /// Makes one tool call a turn (NVIDIA): `parallel_tool_calls` is sent as false with tools.
    public static final String SINGLE_TOOL_CALL = "single_tool_call";

    /// Rejects the field `parallel_tool_calls` (Cohere).
    public static final String NO_PARALLEL_TOOL_CALLS = "no_parallel_tool_calls";

    /// Calls `seed` `random_seed` (Mistral).
    public static final String RANDOM_SEED = "random_seed";

    /// Rejects `logprobs`, `top_logprobs` and `logit_bias` (Groq).
    public static final String NO_LOGPROBS = "no_logprobs";

    /// Rejects `reasoning_effort` (Z.ai, Moonshot, Together, NVIDIA).
    public static final String NO_REASONING_EFFORT = "no_reasoning_effort";

    /// Wants its thoughts back with the calls they led to (DeepSeek).
    public static final String NEEDS_REASONING_CONTENT = "needs_reasoning_content";

    /// Goes on with an answer that was begun only where its message says `prefix` (Mistral), and
    /// repeats it.
    public static final String PREFILL_BY_PREFIX = "prefill_by_prefix";

    private Quirk() {}
}
