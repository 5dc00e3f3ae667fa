package io.spidergate.llm.conversation;

import com.fasterxml.jackson.databind.JsonNode;

/// A function that the model may call.
///
/// @param description may be empty
/// @param parameters a JSON schema; an empty object where there are none. Not to be changed: it is
///   the caller's own tree
/// @param strict the arguments must fit the schema exactly
public record Tool(String name, String description, JsonNode parameters, boolean strict) {}
