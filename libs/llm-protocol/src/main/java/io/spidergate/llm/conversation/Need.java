package io.spidergate.llm.conversation;

/// What a request asks of a model beyond plain text.
public enum Need {
    TOOLS,
    VISION,
    AUDIO,
    FILES,
    JSON_OBJECT,
    JSON_SCHEMA
}
