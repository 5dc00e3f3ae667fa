package io.spidergate.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;

/// An error that comes when the status has already been sent.
///
/// @param body the error body in the provider's manner, for protocols that have no form of their
///   own
public record Failure(String code, String message, JsonNode body) {}
