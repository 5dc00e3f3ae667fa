package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// Deviations of a provider from OpenAI's chat completions, which a request is bent to.
public enum Quirk {
    /// Knows only `max_completion_tokens` (OpenAI's reasoning models, Cerebras).
    @JsonProperty("max_completion_tokens")
    MAX_COMPLETION_TOKENS,
    /// Knows only `max_tokens` (DeepSeek, Moonshot, Together, NVIDIA, Z.ai, most local servers).
    @JsonProperty("max_tokens")
    MAX_TOKENS,
    /// Cuts answers short where nobody says how long they may be (Cloudflare).
    @JsonProperty("max_tokens_required")
    MAX_TOKENS_REQUIRED,
    /// Has no `developer` role; such messages go as `system`.
    @JsonProperty("no_developer_role")
    NO_DEVELOPER_ROLE,
    /// Rejects `store` and `metadata`.
    @JsonProperty("no_store")
    NO_STORE,
    /// Rejects `stream_options`; usage then comes unasked or not at all.
    @JsonProperty("no_stream_options")
    NO_STREAM_OPTIONS,
    /// Makes one tool call a turn (NVIDIA): `parallel_tool_calls` is sent as false with tools.
    @JsonProperty("single_tool_call")
    SINGLE_TOOL_CALL,
    /// Rejects the field `parallel_tool_calls` (Cohere).
    @JsonProperty("no_parallel_tool_calls")
    NO_PARALLEL_TOOL_CALLS,
    /// Chooses itself whether to call a tool, and cannot be told (Z.ai).
    @JsonProperty("tool_choice_auto_only")
    TOOL_CHOICE_AUTO_ONLY,
    /// Can be told to call no tool, but not to call one (DeepInfra).
    @JsonProperty("tool_choice_auto_or_none")
    TOOL_CHOICE_AUTO_OR_NONE,
    /// Rejects `additionalProperties` and `$schema` in the parameters of a tool (Cohere).
    @JsonProperty("no_schema_annotations")
    NO_SCHEMA_ANNOTATIONS,
    /// Ids of tool calls are nine letters and digits (Mistral).
    @JsonProperty("nine_character_tool_ids")
    NINE_CHARACTER_TOOL_IDS,
    /// Ids of tool calls have 40 characters at most (OpenAI).
    @JsonProperty("tool_ids_of_40_characters")
    TOOL_IDS_OF_40_CHARACTERS,
    /// A tool's answer is followed by the assistant and not by the user (Mistral).
    @JsonProperty("no_user_after_tool")
    NO_USER_AFTER_TOOL,
    /// Content is text and not a list of parts, and never null (Cloudflare).
    @JsonProperty("flat_content")
    FLAT_CONTENT,
    /// Calls `seed` `random_seed` (Mistral).
    @JsonProperty("random_seed")
    RANDOM_SEED,
    /// Rejects `logprobs`, `top_logprobs` and `logit_bias` (Groq, Mistral, Cloudflare, Ollama).
    @JsonProperty("no_logprobs")
    NO_LOGPROBS,
    /// Rejects `presence_penalty`, `frequency_penalty` and `stop` (xAI's reasoning models).
    @JsonProperty("no_penalties")
    NO_PENALTIES,
    /// Rejects `top_k`, `min_p` and `repetition_penalty`, as it does all that it does not know
    /// (Mistral).
    @JsonProperty("no_foreign_sampling")
    NO_FOREIGN_SAMPLING,
    /// Rejects `reasoning_effort` (Z.ai, Moonshot, Together, NVIDIA).
    @JsonProperty("no_reasoning_effort")
    NO_REASONING_EFFORT,
    /// Knows the efforts `none` and `high` (Mistral, Cohere).
    @JsonProperty("effort_none_or_high")
    EFFORT_NONE_OR_HIGH,
    /// Wants its thoughts back with the calls they led to (DeepSeek).
    @JsonProperty("needs_reasoning_content")
    NEEDS_REASONING_CONTENT,
    /// Goes on with an answer that was begun only where its message says `prefix` (Mistral), and
    /// repeats it.
    @JsonProperty("prefill_by_prefix")
    PREFILL_BY_PREFIX,
    /// Responses of whoever comes with a ChatGPT plan: always streamed, and without much that tunes
    /// an answer.
    @JsonProperty("chatgpt_plan")
    CHATGPT_PLAN;

    /// Name in files and in the snapshot.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
