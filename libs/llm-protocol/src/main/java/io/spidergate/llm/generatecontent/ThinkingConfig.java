package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Thinking;
import io.spidergate.llm.json.Json;
import java.util.Optional;

/// How much to think, in the words of `thinkingConfig`, with which thoughts are asked for too.
///
/// | asked | level (Gemini 3 and later) | budget (2.5) |
/// |---|---|---|
/// | nothing said | not sent | not sent |
/// | adaptive | not sent | -1 |
/// | off | `MINIMAL`, of Pro `LOW`: none can be stopped | 0, of Pro 128 |
/// | `minimal` | `MINIMAL`, of Pro `LOW` | 1,024 |
/// | `low` | `LOW` | 1,024 |
/// | `medium` | `MEDIUM` | 8,192 |
/// | `high` and above | `HIGH` | 24,576, above `high` the most |
/// | below 2,048 tokens | `LOW` | as asked, within the model's bounds |
/// | below 16,384 tokens | `MEDIUM` | as asked |
/// | more | `HIGH` | as asked |
///
/// The budgets of words are those of Google's own compatible endpoint. Models that know neither
/// (Gemma, and before 2.5) are told nothing.
final class ThinkingConfig {

    private static final String INCLUDE = "includeThoughts";
    private static final String LEVEL = "thinkingLevel";
    private static final String BUDGET = "thinkingBudget";
    private static final int ADAPTIVE = -1;
    private static final int LOW_BUDGET = 2_048;
    private static final int MEDIUM_BUDGET = 16_384;

    private final GeminiModel model;
    private final Notes notes;

    ThinkingConfig(GeminiModel model, Notes notes) {
        this.model = model;
        this.notes = notes;
    }

    Optional<ObjectNode> of(Thinking thinking) {
        if (thinking instanceof Thinking.Unsaid) {
            return Optional.empty();
        }
        ObjectNode config = Json.MAPPER.createObjectNode();
        if (model.thinksByLevel()) {
            byLevel(thinking, config);
        } else if (model.thinksByBudget()) {
            byBudget(thinking, config);
        } else if (!(thinking instanceof Thinking.Off)) {
            notes.leftOut("thinking", "the model has no field for it");
        }
        return config.isEmpty() ? Optional.empty() : Optional.of(config);
    }

    private void byLevel(Thinking thinking, ObjectNode config) {
        switch (thinking) {
            case Thinking.Unsaid() -> {}
            case Thinking.Adaptive() -> config.put(INCLUDE, true);
            case Thinking.Off() -> {
                config.put(LEVEL, least());
                notes.add("thinking cannot be stopped; it became %s".formatted(least()));
            }
            case Thinking.Effort(String level) ->
                    config.put(LEVEL, level(level)).put(INCLUDE, true);
            case Thinking.Budget(int tokens) -> {
                config.put(LEVEL, level(tokens)).put(INCLUDE, true);
                notes.add("a budget of thinking became the level " + level(tokens));
            }
        }
    }

    private String least() {
        return model.isPro() ? "LOW" : "MINIMAL";
    }

    private String level(String effort) {
        return switch (effort) {
            case "minimal" -> noted(effort, least());
            case "low" -> "LOW";
            case "medium" -> "MEDIUM";
            default -> noted(effort, "HIGH");
        };
    }

    private String noted(String effort, String level) {
        if (!level.equalsIgnoreCase(effort)) {
            notes.add("the effort %s became the level %s".formatted(Notes.shown(effort), level));
        }
        return level;
    }

    private static String level(int tokens) {
        if (tokens < LOW_BUDGET) {
            return "LOW";
        }
        return tokens < MEDIUM_BUDGET ? "MEDIUM" : "HIGH";
    }

    private void byBudget(Thinking thinking, ObjectNode config) {
        switch (thinking) {
            case Thinking.Unsaid() -> {}
            case Thinking.Adaptive() -> config.put(BUDGET, ADAPTIVE).put(INCLUDE, true);
            case Thinking.Off() -> off(config);
            case Thinking.Effort(String level) -> {
                config.put(BUDGET, budget(level)).put(INCLUDE, true);
                notes.add("the effort %s became a budget".formatted(Notes.shown(level)));
            }
            case Thinking.Budget(int tokens) ->
                    config.put(BUDGET, within(tokens)).put(INCLUDE, true);
        }
    }

    private void off(ObjectNode config) {
        if (model.isPro()) {
            config.put(BUDGET, model.leastBudget());
            notes.add("thinking cannot be stopped; it became the least budget");
        } else {
            config.put(BUDGET, 0);
        }
    }

    private int budget(String effort) {
        return switch (effort) {
            case "minimal", "low" -> 1_024;
            case "medium" -> 8_192;
            case "high" -> 24_576;
            default -> model.mostBudget();
        };
    }

    private int within(int tokens) {
        int allowed = Math.clamp(tokens, model.leastBudget(), model.mostBudget());
        if (allowed != tokens) {
            notes.add("the budget of thinking became %d".formatted(allowed));
        }
        return allowed;
    }
}
