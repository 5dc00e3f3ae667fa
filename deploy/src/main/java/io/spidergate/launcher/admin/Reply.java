package io.spidergate.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.contracts.Problem;

/// What a service said to the operator.
sealed interface Reply {

    record Answered(JsonNode body) implements Reply {}

    record Refused(int status, Problem problem) implements Reply {}
}
