package io.spidergate.llm.conversation;

import com.fasterxml.jackson.databind.JsonNode;

/// What the text of the answer must look like.
public sealed interface AnswerForm {

    record Text() implements AnswerForm {}

    /// Any JSON object.
    record JsonObject() implements AnswerForm {}

    /// JSON that fits a schema.
    ///
    /// @param name of the schema; `answer` where the protocol has none
    /// @param schema not to be changed: it is the caller's own tree
    record JsonSchema(String name, JsonNode schema, boolean strict) implements AnswerForm {}
}
