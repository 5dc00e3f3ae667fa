package io.spidergate.gateway.upstream;

import static io.spidergate.contracts.gateway.FailureClass.BAD_REQUEST;
import static io.spidergate.contracts.gateway.FailureClass.CAPABILITY_MISSING;
import static io.spidergate.contracts.gateway.FailureClass.MODEL_GONE;
import static io.spidergate.contracts.routing.Capability.ASSISTANT_PREFILL;
import static io.spidergate.contracts.routing.Capability.FUNCTION_CALLING;
import static io.spidergate.contracts.routing.Capability.JSON_OBJECT;
import static io.spidergate.contracts.routing.Capability.JSON_SCHEMA;
import static io.spidergate.contracts.routing.Capability.REASONING;
import static io.spidergate.contracts.routing.Capability.VISION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.llm.answer.UpstreamError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each known form in which a provider refuses what a model cannot do, and what looks like one.
class CapabilitySignalsTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Set<Capability> ALL = EnumSet.allOf(Capability.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "FUNCTION_CALLING  | 400 | Ollama      | registry.ollama.ai/library/gemma3:4b does not support tools",
                "FUNCTION_CALLING  | 404 | OpenRouter  | No endpoints found that support tool use. Try disabling 'question'. To learn more about provider routing, visit: https://openrouter.ai/docs",
                "FUNCTION_CALLING  | 400 | DeepSeek    | deepseek-reasoner does not support Function Calling",
                "FUNCTION_CALLING  | 400 | Gemini      | Function calling is not enabled for models/gemma-3-12b-it",
                "FUNCTION_CALLING  | 400 | Mistral     | Function calling is not enabled for this model",
                "FUNCTION_CALLING  | 400 | OpenAI      | tools is not supported in this model. For a list of supported models, refer to https://platform.openai.com/docs",
                "FUNCTION_CALLING  | 400 | OpenAI      | Unsupported parameter: 'tools' is not supported with this model.",
                "FUNCTION_CALLING  | 400 | Groq        | `tool calling` is not supported with this model",
                "FUNCTION_CALLING  | 400 | Perplexity  | Tool calling is not supported for this model",
                "FUNCTION_CALLING  | 400 | Bedrock     | This model doesn't support tool use.",
                "FUNCTION_CALLING  | 400 | SiliconFlow | Function call is not supported for this model.",
                "FUNCTION_CALLING  | 400 | vLLM        | \"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set",
                "FUNCTION_CALLING  | 500 | llama.cpp   | tools param requires --jinja flag",
                "JSON_SCHEMA       | 400 | OpenAI      | Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
                "JSON_SCHEMA       | 400 | Assistants  | Invalid parameter: 'response_format' of type 'json_schema' is not supported with model version `gpt-4o`.",
                "JSON_SCHEMA       | 400 | Groq        | This model does not support response format `json_schema`. See supported models at https://console.groq.com/docs",
                "JSON_SCHEMA       | 400 | DeepSeek    | This response_format type is unavailable now",
                "JSON_OBJECT       | 400 | OpenAI      | Invalid parameter: 'response_format' of type 'json_object' is not supported with this model.",
                "JSON_OBJECT       | 400 | LM Studio   | 'response_format.type' must be 'json_schema' or 'text'",
                "JSON_OBJECT       | 400 | Gemini      | Json mode is not enabled for models/gemini-pro",
                "JSON_OBJECT       | 400 | SiliconFlow | Json mode is not supported for this model.",
                "VISION            | 404 | OpenRouter  | No endpoints found that support image input",
                "VISION            | 400 | OpenAI      | Invalid content type. image_url is only supported by certain models.",
                "VISION            | 400 | Mistral     | Image input is not enabled for this model",
                "VISION            | 400 | xAI         | Image inputs are not supported by this model.",
                "VISION            | 400 | vLLM        | deepseek-v3 is not a multimodal model",
                "VISION            | 400 | Cerebras    | Content type 'image_url' is not supported",
                "VISION            | 422 | DeepSeek    | Failed to deserialize the JSON body into the target type: messages[0]: unknown variant `image_url`, expected `text` at line 1 column 154",
                "VISION            | 400 | Groq        | 'messages.0' : for 'role:user' the following must be satisfied[('messages.0.content' : messages[0].content must be a string)]",
                "VISION            | 500 | llama.cpp   | image input is not supported - hint: if this is unexpected, you may need to provide the mmproj",
                "ASSISTANT_PREFILL | 400 | Anthropic   | This model does not support assistant message prefill. The conversation must end with a user message.",
                "ASSISTANT_PREFILL | 400 | Anthropic   | Prefilling assistant messages is not supported for this model.",
                "REASONING         | 400 | xAI         | Model grok-4-1-fast does not support parameter reasoningEffort.",
                "REASONING         | 400 | Groq        | `reasoning_effort` is not supported with this model",
                "REASONING         | 400 | OpenAI      | Unsupported parameter: 'reasoning_effort' is not supported with this model.",
                "REASONING         | 400 | OpenAI      | Unrecognized request argument supplied: reasoning_effort",
                "REASONING         | 400 | Ollama      | \"llama3\" does not support thinking",
            })
    void isReadAndBelievedOfARequestThatAskedForIt(
            Capability lacking, int status, String provider, String message) {
        UpstreamFailure failure = read(status, message);

        UpstreamFailure believed = failure.believedOf(ALL);
        assertThat(believed.kind()).isEqualTo(CAPABILITY_MISSING);
        assertThat(believed.lacking(ALL)).isEqualTo(lacking);
        assertThat(believed.status()).isEqualTo(status);
        assertThat(believed.message()).isEqualTo(message);
    }

    @Test
    void isNotBelievedOfARequestThatDidNotAskForIt() {
        UpstreamFailure tools = read(400, "registry.ollama.ai/library/x does not support tools");
        assertThat(tools.believedOf(Set.of(VISION, REASONING)))
                .isEqualTo(
                        new UpstreamFailure(
                                BAD_REQUEST,
                                400,
                                "registry.ollama.ai/library/x does not support tools",
                                null));

        UpstreamFailure none = read(404, "No endpoints found that support image input");
        assertThat(none.believedOf(Set.of()).kind()).isEqualTo(MODEL_GONE);
    }

    @Test
    void meansWhatWasAskedForWhereItMayMeanEither() {
        UpstreamFailure failure = read(400, "This response_format type is unavailable now");
        assertThat(failure.believedOf(Set.of(JSON_OBJECT)).lacking(Set.of(JSON_OBJECT)))
                .isEqualTo(JSON_OBJECT);
        assertThat(failure.believedOf(Set.of(JSON_SCHEMA)).lacking(Set.of(JSON_SCHEMA)))
                .isEqualTo(JSON_SCHEMA);
    }

    /// Another model may do it, and this one each by itself: the request goes on, nothing is
    /// learnt.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "This model doesn't support tool use in streaming mode.",
                "No endpoints found that support the provided 'tool_choice' value.",
                "Value error, The `required` option for tool_choice is not yet supported.",
                "response_format` json_object cannot be combined with tool/function calling",
                "Function calling with a response mime type: 'application/json' is unsupported",
                "No endpoints found that can handle the requested parameters.",
                "This model doesn't support the image field for user messages. Remove image and try again.",
                "Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant",
                "Assistant response prefill is incompatible with enable_thinking.",
            })
    void aCombinationThatIsRefusedTeachesNothingOfItsParts(String message) {
        UpstreamFailure believed = read(400, message).believedOf(ALL);

        assertThat(believed.kind()).isEqualTo(CAPABILITY_MISSING);
        assertThat(believed.lacking(ALL)).isNull();
    }

    /// The caller's own fault, or a value that another model would refuse as well.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid schema for function 'f': In context=(), 'additionalProperties' is required to be supplied and to be false.",
                "Invalid schema for response_format 's': schema must be a JSON Schema of 'type: object'",
                "'response_format.json_schema.schema' must be an object",
                "Invalid value: 'object'. Supported values are: 'json_object', 'json_schema', and 'text'.",
                "Unsupported value: 'reasoning_effort' does not support 'minimal' with this model.",
                "Unsupported parameter: 'reasoning_effort'. In the Responses API, this parameter has moved to 'reasoning.effort'.",
                "tools.0.function.parameters: unknown keyword '$ref' is not supported",
                "Invalid image: could not decode image_url",
                "messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
                "Function calling mode `ANY` is not enabled for api version v1beta",
            })
    void aRequestThatIsWrongSaysNothingOfTheModel(String message) {
        UpstreamFailure failure = read(400, message);
        assertThat(failure.believedOf(ALL).kind()).isEqualTo(BAD_REQUEST);
    }

    /// Some repeat what the caller wrote; only the beginning of their own message is read.
    @Test
    void whatTheCallerWroteIsNotTakenForTheProvidersWord() {
        String echo = "gemma does not support tools";
        assertThat(
                        failure(
                                        422,
                                        "{\"message\":\"Input should be a valid string\",\"detail\":"
                                                + "[{\"msg\":\"x\",\"input\":\""
                                                + echo
                                                + "\"}]}")
                                .believedOf(ALL)
                                .kind())
                .isEqualTo(BAD_REQUEST);
        assertThat(read(400, "x".repeat(600) + echo).believedOf(ALL).kind()).isEqualTo(BAD_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({"401, CREDENTIAL_DEAD", "429, RATE_LIMITED", "503, SERVER_ERROR"})
    void anotherStatusMeansSomethingElse(int status, FailureClass kind) {
        assertThat(read(status, "gemma does not support tools").believedOf(ALL).kind())
                .isEqualTo(kind);
    }

    @Test
    void isReadInsideOfASuccessAsWell() {
        UpstreamFailure failure =
                FailureReading.insideSuccess(
                        new UpstreamError("", "404", "No endpoints found that support tool use."),
                        null,
                        NOW);

        assertThat(failure.believedOf(ALL))
                .isEqualTo(
                        new UpstreamFailure(
                                CAPABILITY_MISSING,
                                200,
                                "No endpoints found that support tool use.",
                                null,
                                failure.refused()));
    }

    @Test
    void keysInTheProvidersWordsAreBlottedOut() {
        UpstreamFailure failure =
                read(400, "key sk-abcdefgh12345678: this model does not support tools");
        assertThat(failure.believedOf(Set.of(FUNCTION_CALLING)).message())
                .isEqualTo("key *** this model does not support tools");
    }

    @Test
    void onlyWhatIsAskedForTogetherIsNamed() {
        assertThat(
                        read(400, "Prefilling assistant messages is not supported for this model.")
                                .believedOf(Set.of(ASSISTANT_PREFILL, FUNCTION_CALLING))
                                .lacking(Set.of(ASSISTANT_PREFILL, FUNCTION_CALLING)))
                .isEqualTo(ASSISTANT_PREFILL);
    }

    private static UpstreamFailure read(int status, String message) {
        try {
            return failure(
                    status,
                    JSON.writeValueAsString(
                            Map.of("error", Map.of("message", message, "type", "x"))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static UpstreamFailure failure(int status, String body) {
        return FailureReading.ofStatus(
                status, name -> null, body.getBytes(StandardCharsets.UTF_8), null, NOW);
    }
}
