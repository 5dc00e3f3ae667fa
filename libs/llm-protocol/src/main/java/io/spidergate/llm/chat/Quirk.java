package io.spidergate.llm.chat;

/// Deviations of providers from OpenAI's request that a body is bent to. Names are those of the
/// provider entries.
public final class Quirk {

    /// Knows only `max_completion_tokens` (OpenAI's reasoning models, Cerebras).
    public static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

    /// Knows only `max_tokens` (DeepSeek, Moonshot, Together, NVIDIA, Z.ai, most local servers).
    public static final String MAX_TOKENS = "max_tokens";

    /// Cuts answers short where nobody says how long they may be (Cloudflare).
    public static final String MAX_TOKENS_REQUIRED = "max_tokens_required";

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

    /// Chooses itself whether to call a tool, and cannot be told (Z.ai).
    public static final String TOOL_CHOICE_AUTO_ONLY = "tool_choice_auto_only";

    /// Can be told to call no tool, but not to call one (DeepInfra).
    public static final String TOOL_CHOICE_AUTO_OR_NONE = "tool_choice_auto_or_none";

    /// Rejects `additionalProperties` and `$schema` in the parameters of a tool (Cohere).
    public static final String NO_SCHEMA_ANNOTATIONS = "no_schema_annotations";

    /// Ids of tool calls are nine letters and digits (Mistral).
    public static final String NINE_CHARACTER_TOOL_IDS = "nine_character_tool_ids";

    /// Ids of tool calls have 40 characters at most (OpenAI).
    public static final String TOOL_IDS_OF_40_CHARACTERS = "tool_ids_of_40_characters";

    /// A tool's answer is followed by the assistant and not by the user (Mistral).
    public static final String NO_USER_AFTER_TOOL = "no_user_after_tool";

    /// Content is text and not a list of parts, and never null (Cloudflare).
    public static final String FLAT_CONTENT = "flat_content";

    /// Calls `seed` `random_seed` (Mistral).
    public static final String RANDOM_SEED = "random_seed";

    /// Rejects `logprobs`, `top_logprobs` and `logit_bias` (Groq, Mistral, Cloudflare, Ollama).
    public static final String NO_LOGPROBS = "no_logprobs";

    /// Rejects `presence_penalty`, `frequency_penalty` and `stop` (xAI's reasoning models).
    public static final String NO_PENALTIES = "no_penalties";

    /// Rejects `top_k`, `min_p` and `repetition_penalty`, as it does all that it does not know
    /// (Mistral).
    public static final String NO_FOREIGN_SAMPLING = "no_foreign_sampling";

    /// Rejects `reasoning_effort` (Z.ai, Moonshot, Together, NVIDIA).
    public static final String NO_REASONING_EFFORT = "no_reasoning_effort";

    /// Knows the efforts `none` and `high` (Mistral, Cohere).
    public static final String EFFORT_NONE_OR_HIGH = "effort_none_or_high";

    /// Wants its thoughts back with the calls they led to (DeepSeek).
    public static final String NEEDS_REASONING_CONTENT = "needs_reasoning_content";

    /// Goes on with an answer that was begun only where its message says `prefix` (Mistral), and
    /// repeats it.
    public static final String PREFILL_BY_PREFIX = "prefill_by_prefix";

    /// Responses of whoever comes with a ChatGPT plan: always streamed, and without much that tunes
    /// an answer.
    public static final String CHATGPT_PLAN = "chatgpt_plan";

    private Quirk() {}
}
