package io.spidergate.simulator.gemini;

import static io.spidergate.simulator.gemini.Shape.ANYTHING;
import static io.spidergate.simulator.gemini.Shape.BOOL;
import static io.spidergate.simulator.gemini.Shape.BYTES;
import static io.spidergate.simulator.gemini.Shape.INTEGER;
import static io.spidergate.simulator.gemini.Shape.NUMBER;
import static io.spidergate.simulator.gemini.Shape.STRING;
import static io.spidergate.simulator.gemini.Shape.list;
import static io.spidergate.simulator.gemini.Shape.message;
import static io.spidergate.simulator.gemini.Shape.oneOf;
import static java.util.Map.entry;

import java.util.Map;

/// The fields of a generateContent request. Source: the types of the official SDK, without what
/// only the cloud edition knows; what is of no concern to a test of text is taken as it is.
final class RequestShape {

    private static final String V1BETA = "type.googleapis.com/google.ai.generativelanguage.v1beta.";

    private static final Shape BLOB =
            message(Map.of("mimeType", STRING, "data", BYTES, "displayName", STRING));

    private static final Shape PART =
            message(
                    Map.ofEntries(
                            entry("text", STRING),
                            entry("inlineData", BLOB),
                            entry(
                                    "fileData",
                                    message(
                                            Map.of(
                                                    "mimeType", STRING,
                                                    "fileUri", STRING,
                                                    "displayName", STRING))),
                            entry(
                                    "functionCall",
                                    message(
                                            Map.of(
                                                    "id", STRING, "name", STRING, "args",
                                                    ANYTHING))),
                            entry(
                                    "functionResponse",
                                    message(
                                            Map.of(
                                                    "id", STRING,
                                                    "name", STRING,
                                                    "response", ANYTHING,
                                                    "parts", ANYTHING,
                                                    "willContinue", BOOL,
                                                    "scheduling", STRING))),
                            entry("executableCode", ANYTHING),
                            entry("codeExecutionResult", ANYTHING),
                            entry("videoMetadata", ANYTHING),
                            entry("mediaResolution", ANYTHING),
                            entry("partMetadata", ANYTHING),
                            entry("thought", BOOL),
                            entry("thoughtSignature", BYTES)));

    private static final Shape CONTENT = message(Map.of("role", STRING, "parts", list(PART)));

    private static final Shape TOOL =
            message(
                    Map.ofEntries(
                            entry(
                                    "functionDeclarations",
                                    list(
                                            message(
                                                    Map.of(
                                                            "name", STRING,
                                                            "description", STRING,
                                                            "behavior", STRING,
                                                            "parameters", SchemaShape.SCHEMA,
                                                            "parametersJsonSchema", ANYTHING,
                                                            "response", SchemaShape.SCHEMA,
                                                            "responseJsonSchema", ANYTHING)))),
                            entry("googleSearch", ANYTHING),
                            entry("googleSearchRetrieval", ANYTHING),
                            entry("googleMaps", ANYTHING),
                            entry("codeExecution", ANYTHING),
                            entry("urlContext", ANYTHING),
                            entry("computerUse", ANYTHING),
                            entry("fileSearch", ANYTHING)));

    private static final Shape TOOL_CONFIG =
            message(
                    Map.of(
                            "functionCallingConfig",
                            message(
                                    Map.of(
                                            "mode",
                                            oneOf(
                                                    V1BETA + "FunctionCallingConfig.Mode",
                                                    "MODE_UNSPECIFIED",
                                                    "AUTO",
                                                    "ANY",
                                                    "NONE",
                                                    "VALIDATED"),
                                            "allowedFunctionNames",
                                            list(STRING))),
                            "retrievalConfig",
                            ANYTHING,
                            "includeServerSideToolInvocations",
                            BOOL));

    private static final Shape THINKING =
            message(
                    Map.of(
                            "includeThoughts",
                            BOOL,
                            "thinkingBudget",
                            INTEGER,
                            "thinkingLevel",
                            oneOf(
                                    V1BETA + "ThinkingConfig.ThinkingLevel",
                                    "THINKING_LEVEL_UNSPECIFIED",
                                    "MINIMAL",
                                    "LOW",
                                    "MEDIUM",
                                    "HIGH")));

    private static final Shape GENERATION =
            message(
                    Map.ofEntries(
                            entry("candidateCount", INTEGER),
                            entry("stopSequences", list(STRING)),
                            entry("maxOutputTokens", INTEGER),
                            entry("temperature", NUMBER),
                            entry("topP", NUMBER),
                            entry("topK", NUMBER),
                            entry("seed", INTEGER),
                            entry("presencePenalty", NUMBER),
                            entry("frequencyPenalty", NUMBER),
                            entry("responseLogprobs", BOOL),
                            entry("logprobs", INTEGER),
                            entry("responseMimeType", STRING),
                            entry("responseSchema", SchemaShape.SCHEMA),
                            entry("responseJsonSchema", ANYTHING),
                            entry("responseFormat", ANYTHING),
                            entry("responseModalities", list(STRING)),
                            entry("thinkingConfig", THINKING),
                            entry("speechConfig", ANYTHING),
                            entry("imageConfig", ANYTHING),
                            entry("mediaResolution", STRING),
                            entry("enableEnhancedCivicAnswers", BOOL)));

    static final Shape GENERATE =
            message(
                    Map.ofEntries(
                            entry("model", STRING),
                            entry("contents", list(CONTENT)),
                            entry("systemInstruction", CONTENT),
                            entry("tools", list(TOOL)),
                            entry("toolConfig", TOOL_CONFIG),
                            entry("generationConfig", GENERATION),
                            entry("safetySettings", ANYTHING),
                            entry("cachedContent", STRING),
                            entry("serviceTier", STRING),
                            entry("store", BOOL)));

    static final Shape COUNT =
            message(
                    Map.of(
                            "model", STRING,
                            "contents", list(CONTENT),
                            "generateContentRequest", GENERATE));

    private RequestShape() {}
}
