package io.spidergate.llm.conversation;

/// What a request asks of a model beyond plain text.
public enum Need {
    TOOLS,
    VISION,
    AUDIO,
    FILES,
    JSON_OBJECT,
    JSON_SCHEMA,
    /// Asked for, not insisted on: most models that cannot think take no notice.
    REASONING,
    /// The caller has begun the answer; most models that cannot go on with it answer anew.
    PREFILL
}
