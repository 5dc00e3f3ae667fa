package io.spidergate.gateway.upstream;

import static io.spidergate.contracts.routing.Capability.ASSISTANT_PREFILL;
import static io.spidergate.contracts.routing.Capability.FUNCTION_CALLING;
import static io.spidergate.contracts.routing.Capability.JSON_OBJECT;
import static io.spidergate.contracts.routing.Capability.JSON_SCHEMA;
import static io.spidergate.contracts.routing.Capability.REASONING;
import static io.spidergate.contracts.routing.Capability.VISION;

import io.spidergate.contracts.routing.Capability;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The table of the words in which providers refuse what a model cannot do, as they were seen. The
/// first line that matches decides, so combinations stand before what holds alone.
///
/// Only the beginning of the message is read: a body may repeat what the caller wrote, and a schema
/// or a value that is refused is the caller's own.
final class CapabilityRules {

    private static final int MAX_READ = 500;
    private static final Set<Integer> STATUSES = Set.of(400, 404, 415, 422, 501);

    /// A server that was started without it says so as its own fault (llama.cpp).
    private static final Set<Integer> AND_500 = Set.of(400, 404, 415, 422, 500, 501);

    private record Rule(String phrase, RefusedCapability refused, Set<Integer> statuses) {}

    private static final List<Rule> TABLE =
            List.of(
                    // a combination, or a form of it: another model may do it, and this one the
                    // parts
                    together("tool use in streaming mode", FUNCTION_CALLING), // Bedrock
                    together("the provided 'tool_choice' value", FUNCTION_CALLING), // OpenRouter
                    together("option for tool_choice is not yet supported", FUNCTION_CALLING),
                    together( // Groq
                            "cannot be combined with tool/function calling",
                            JSON_OBJECT,
                            JSON_SCHEMA),
                    together( // Gemini before 3
                            "function calling with a response mime type", JSON_SCHEMA, JSON_OBJECT),
                    together( // OpenRouter, which does not say which
                            "no endpoints found that can handle the requested parameters",
                            FUNCTION_CALLING,
                            JSON_SCHEMA,
                            JSON_OBJECT,
                            REASONING),
                    together("support the image field for user messages", VISION), // in a result
                    together("expected last role user or tool", ASSISTANT_PREFILL), // Mistral
                    together("prefill is incompatible with enable_thinking", ASSISTANT_PREFILL),
                    // tools
                    alone("does not support tools", FUNCTION_CALLING), // Ollama
                    alone("no endpoints found that support tool use", FUNCTION_CALLING),
                    alone("does not support function calling", FUNCTION_CALLING), // DeepSeek
                    alone("function calling is not enabled for", FUNCTION_CALLING), // Gemini
                    alone("tools is not supported in this model", FUNCTION_CALLING), // OpenAI
                    alone("'tools' is not supported with this model", FUNCTION_CALLING),
                    alone("tool calling` is not supported with this model", FUNCTION_CALLING),
                    alone("tool calling is not supported with this model", FUNCTION_CALLING),
                    alone("tool calling is not supported for this model", FUNCTION_CALLING),
                    alone("doesn't support tool use", FUNCTION_CALLING), // Bedrock
                    alone("function call is not supported for this model", FUNCTION_CALLING),
                    alone("tool choice requires --enable-auto-tool-choice", FUNCTION_CALLING),
                    byServer("tools param requires --jinja", FUNCTION_CALLING), // llama.cpp
                    // the form of the answer
                    alone("'json_schema' is not supported with", JSON_SCHEMA), // OpenAI
                    alone("support response format `json_schema`", JSON_SCHEMA), // Groq
                    alone("'json_object' is not supported with", JSON_OBJECT), // OpenAI
                    alone("support response format `json_object`", JSON_OBJECT),
                    alone("must be 'json_schema' or 'text'", JSON_OBJECT), // LM Studio
                    alone( // DeepSeek
                            "this response_format type is unavailable now",
                            JSON_SCHEMA,
                            JSON_OBJECT),
                    alone("json mode is not enabled for", JSON_OBJECT, JSON_SCHEMA), // Gemini
                    alone( // SiliconFlow
                            "json mode is not supported for this model", JSON_OBJECT, JSON_SCHEMA),
                    // pictures
                    alone("no endpoints found that support image input", VISION), // OpenRouter
                    alone("image_url is only supported by certain models", VISION), // OpenAI
                    alone("image input is not enabled for", VISION), // Mistral
                    alone("image inputs are not supported by this model", VISION), // xAI
                    alone("does not support image input", VISION),
                    alone("is not a multimodal model", VISION), // vLLM
                    alone("content type 'image_url' is not supported", VISION), // Cerebras
                    alone("unknown variant `image_url`, expected `text`", VISION), // DeepSeek
                    alone(".content must be a string", VISION), // Groq
                    byServer("image input is not supported", VISION), // llama.cpp
                    // an answer that was begun
                    alone("support assistant message prefill", ASSISTANT_PREFILL), // Anthropic
                    alone("prefilling assistant messages is not supported", ASSISTANT_PREFILL),
                    // thinking
                    alone("does not support parameter reasoningeffort", REASONING), // xAI
                    alone("reasoning_effort is not supported with this model", REASONING),
                    alone("reasoning_effort` is not supported with this model", REASONING),
                    alone("'reasoning_effort' is not supported with this model", REASONING),
                    alone("request argument supplied: reasoning_effort", REASONING), // OpenAI
                    alone("does not support thinking", REASONING)); // Ollama

    private CapabilityRules() {}

    /// @return what it says that it cannot do; null where it says nothing of the kind
    static @Nullable RefusedCapability read(int status, String message) {
        String said = message.length() > MAX_READ ? message.substring(0, MAX_READ) : message;
        String lower = said.toLowerCase(Locale.ROOT);
        for (Rule rule : TABLE) {
            if (rule.statuses.contains(status) && lower.contains(rule.phrase)) {
                return rule.refused;
            }
        }
        return null;
    }

    private static Rule alone(String phrase, Capability... possible) {
        return new Rule(phrase, new RefusedCapability(Arrays.asList(possible), true), STATUSES);
    }

    private static Rule together(String phrase, Capability... possible) {
        return new Rule(phrase, new RefusedCapability(Arrays.asList(possible), false), STATUSES);
    }

    private static Rule byServer(String phrase, Capability... possible) {
        return new Rule(phrase, new RefusedCapability(Arrays.asList(possible), true), AND_500);
    }
}
