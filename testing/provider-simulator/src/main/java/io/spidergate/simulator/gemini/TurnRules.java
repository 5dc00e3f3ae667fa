package io.spidergate.simulator.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/// What Google refuses of the turns of a conversation: their roles, calls without responses and
/// responses without calls, and calls that have lost their thought signature.
final class TurnRules {

    private static final Set<String> DATA =
            Set.of(
                    "text",
                    "inlineData",
                    "fileData",
                    "functionCall",
                    "functionResponse",
                    "executableCode",
                    "codeExecutionResult");

    private final Objections objections;
    private final String model;

    TurnRules(Objections objections, String model) {
        this.objections = objections;
        this.model = model;
    }

    void check(JsonNode contents) {
        if (contents.isEmpty()) {
            objections.field("contents", "contents is not specified");
        }
        for (int at = 0; at < contents.size(); at++) {
            shape(contents.path(at), "contents[%d]".formatted(at));
        }
        for (int at = 0; at < contents.size(); at++) {
            pairing(contents.path(at), at == 0 ? contents.path(-1) : contents.path(at - 1));
        }
        if (isModels(contents.path(contents.size() - 1))) {
            objections.say(
                    "Please ensure that multiturn requests end with a user role or a function"
                            + " response.");
        }
        signatures(contents);
    }

    private void shape(JsonNode content, String path) {
        if (!Set.of("user", "model").contains(content.path("role").asText("user"))) {
            objections.say("Please use a valid role: user, model.");
        }
        JsonNode parts = content.path("parts");
        if (parts.isEmpty()) {
            objections.field(path + ".parts", "contents.parts must not be empty.");
        }
        for (int at = 0; at < parts.size(); at++) {
            String part = "%s.parts[%d]".formatted(path, at);
            if (DATA.stream().noneMatch(parts.path(at)::has)) {
                objections.field(
                        part + ".data",
                        "required oneof field 'data' must have one initialized field");
            }
            JsonNode response = parts.path(at).path("functionResponse");
            if (response.isObject() && response.path("name").asText().isEmpty()) {
                objections.field(part + ".function_response.name", "Name cannot be empty.");
            }
        }
    }

    private void pairing(JsonNode content, JsonNode before) {
        int responses = Parts.of(content, "functionResponse").size();
        int calls = Parts.of(before, "functionCall").size();
        if (responses > 0 && calls == 0) {
            objections.say(
                    "Please ensure that function response turn comes immediately after a function"
                            + " call turn.");
        }
        if (responses != calls) {
            objections.say(
                    "Please ensure that the number of function response parts is equal to the number"
                            + " of function call parts of the function call turn.");
        }
        if (!Parts.of(content, "functionCall").isEmpty()
                && (isModels(before) || before.isEmpty())) {
            objections.say(
                    "Please ensure that function call turn comes immediately after a user turn or"
                            + " after a function response turn.");
        }
    }

    /// Only of the turn that is going on, which began with the last words of the user, and only of
    /// the first call of each of its steps.
    private void signatures(JsonNode contents) {
        for (int at = contents.size() - 1; at >= 0 && !isUsersWords(contents.path(at)); at--) {
            for (JsonNode part :
                    Parts.of(contents.path(at), "functionCall").stream().limit(1).toList()) {
                signature(part, at + 1);
            }
        }
    }

    /// @param position of the content, from 1, as Google counts
    private void signature(JsonNode part, int position) {
        String function = part.path("functionCall").path("name").asText();
        String signature = part.path("thoughtSignature").asText();
        if (signature.isEmpty() && ThoughtSignature.isGivenBy(model)) {
            objections.say(
                    ("Function call is missing a thought_signature in functionCall parts. This is"
                                    + " required for tools to work correctly, and missing"
                                    + " thought_signature may lead to degraded model performance."
                                    + " Additional data, function call `default_api:%s` , position"
                                    + " %d. Please refer to"
                                    + " https://ai.google.dev/gemini-api/docs/thought-signatures for"
                                    + " more details.")
                            .formatted(function, position));
        }
        if (!signature.isEmpty() && !ThoughtSignature.isAccepted(signature, function)) {
            objections.say("Corrupted thought signature.");
        }
    }

    private static boolean isModels(JsonNode content) {
        return content.path("role").asText().equals("model");
    }

    private static boolean isUsersWords(JsonNode content) {
        return !isModels(content) && Parts.of(content, "functionResponse").isEmpty();
    }
}
