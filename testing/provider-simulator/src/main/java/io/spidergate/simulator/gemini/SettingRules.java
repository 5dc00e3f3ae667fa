package io.spidergate.simulator.gemini;

import com.fasterxml.jackson.databind.JsonNode;

/// What Google refuses of settings and tools that its parser has let through.
final class SettingRules {

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.:-]{0,63}";

    private SettingRules() {}

    static void check(Objections objections, String model, JsonNode request) {
        JsonNode settings = request.path("generationConfig");
        limits(objections, settings);
        thinking(objections, settings.path("thinkingConfig"));
        boolean json = settings.path("responseMimeType").asText().equals("application/json");
        if (json && !request.path("tools").isEmpty() && !ThoughtSignature.isGivenBy(model)) {
            objections.say(
                    "Function calling with a response mime type: 'application/json' is unsupported");
        }
        functions(objections, request);
    }

    private static void limits(Objections objections, JsonNode settings) {
        double temperature = settings.path("temperature").asDouble(0);
        if (temperature < 0 || temperature > 2) {
            objections.field(
                    "generation_config.temperature",
                    "temperature must be in the range [0.0, 2.0].");
        }
        double share = settings.path("topP").asDouble(0);
        if (share < 0 || share > 1) {
            objections.field("generation_config.top_p", "top_p must be in the range [0.0, 1.0].");
        }
        if (settings.path("maxOutputTokens").asInt(1) < 1) {
            objections.field(
                    "generation_config.max_output_tokens", "max_output_tokens must be positive.");
        }
        if (settings.path("candidateCount").asInt(1) != 1) {
            objections.say("Multiple candidates is not enabled for this model");
        }
    }

    private static void thinking(Objections objections, JsonNode thinking) {
        if (thinking.has("thinkingBudget") && thinking.has("thinkingLevel")) {
            objections.say("You can only set only one of thinking budget and thinking level.");
        }
    }

    private static void functions(Objections objections, JsonNode request) {
        int functions = 0;
        for (int tool = 0; tool < request.path("tools").size(); tool++) {
            JsonNode offered = request.path("tools").path(tool).path("functionDeclarations");
            for (int at = 0; at < offered.size(); at++) {
                functions++;
                if (!offered.path(at).path("name").asText().matches(NAME)) {
                    objections.field(
                            "tools[%d].function_declarations[%d].name".formatted(tool, at),
                            "Invalid function name. Must start with a letter or an underscore. Must"
                                    + " be alphanumeric (a-z, A-Z, 0-9), underscores (_), dots (.),"
                                    + " colons (:), or dashes (-), with a maximum length of 64.");
                }
            }
        }
        String mode =
                request.path("toolConfig").path("functionCallingConfig").path("mode").asText();
        if (mode.equals("ANY") && functions == 0) {
            objections.say("Function calling config is set without function_declarations.");
        }
    }
}
