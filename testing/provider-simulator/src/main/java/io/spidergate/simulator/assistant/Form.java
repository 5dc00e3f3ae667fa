package io.spidergate.simulator.assistant;

import com.fasterxml.jackson.databind.JsonNode;

/// The form that an answer is asked to have.
public sealed interface Form {

    record Text() implements Form {}

    /// Any JSON object.
    record AnyObject() implements Form {}

    /// JSON that fits a schema.
    record Fitting(JsonNode schema) implements Form {}
}
