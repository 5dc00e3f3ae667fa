package io.spidergate.simulator;

/// In which words providers refuse what a model cannot do, as they were seen in reports of their
/// users.
final class InabilityWords {

    private InabilityWords() {}

    /// OpenRouter looks for a host that can, and finds none.
    static int status(Manner manner) {
        return manner == Manner.OPENROUTER ? 404 : 400;
    }

    static String of(Manner manner, Inability inability, String model) {
        return switch (inability) {
            case TOOLS -> tools(manner, model);
            case JSON_OBJECT -> format(manner, "json_object");
            case JSON_SCHEMA -> format(manner, "json_schema");
            case IMAGES -> images(manner);
            case REASONING_EFFORT -> reasoning(manner, model);
            case PREFILL ->
                    "This model does not support assistant message prefill. The conversation must"
                            + " end with a user message.";
        };
    }

    private static String tools(Manner manner, String model) {
        return switch (manner) {
            case GROQ -> "`tool calling` is not supported with this model";
            case OPENROUTER -> "No endpoints found that support tool use.";
            case GEMINI -> "Function calling is not enabled for models/" + model;
            case MISTRAL -> "Function calling is not enabled for this model";
            case LOCAL -> "registry.ollama.ai/library/%s does not support tools".formatted(model);
            case BEDROCK -> "This model doesn't support tool use.";
            case NVIDIA ->
                    "\"auto\" tool choice requires --enable-auto-tool-choice and"
                            + " --tool-call-parser to be set";
            case CEREBRAS, OPENAI, CHATGPT, ANTHROPIC -> "tools is not supported in this model.";
        };
    }

    private static String format(Manner manner, String type) {
        return switch (manner) {
            case GROQ -> "This model does not support response format `%s`.".formatted(type);
            case GEMINI -> "JSON mode is not enabled for this model";
            case CEREBRAS,
                    MISTRAL,
                    OPENROUTER,
                    OPENAI,
                    CHATGPT,
                    ANTHROPIC,
                    NVIDIA,
                    BEDROCK,
                    LOCAL ->
                    "Invalid parameter: 'response_format' of type '%s' is not supported with this model."
                            .formatted(type);
        };
    }

    private static String images(Manner manner) {
        return switch (manner) {
            case GROQ -> "'messages.0' : messages[0].content must be a string";
            case CEREBRAS -> "Content type 'image_url' is not supported.";
            case MISTRAL -> "Image input is not enabled for this model";
            case OPENROUTER -> "No endpoints found that support image input";
            case GEMINI, OPENAI, CHATGPT, ANTHROPIC, NVIDIA, BEDROCK, LOCAL ->
                    "Invalid content type. image_url is only supported by certain models.";
        };
    }

    private static String reasoning(Manner manner, String model) {
        return switch (manner) {
            case GROQ, CEREBRAS -> "`reasoning_effort` is not supported with this model";
            case LOCAL -> "\"%s\" does not support thinking".formatted(model);
            case MISTRAL, OPENROUTER, GEMINI, OPENAI, CHATGPT, ANTHROPIC, NVIDIA, BEDROCK ->
                    "Unsupported parameter: 'reasoning_effort' is not supported with this model.";
        };
    }
}
