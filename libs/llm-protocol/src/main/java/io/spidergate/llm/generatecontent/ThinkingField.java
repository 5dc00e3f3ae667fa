package io.spidergate.llm.generatecontent;

import io.spidergate.llm.conversation.Thinking;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// `generationConfig.thinkingConfig`.
///
/// | asked | thinking |
/// |---|---|
/// | `thinkingBudget` 0 | [Thinking.Off] |
/// | `thinkingBudget` -1 | [Thinking.Adaptive] |
/// | `thinkingBudget` n | [Thinking.Budget] |
/// | `thinkingLevel` | [Thinking.Effort] |
/// | `includeThoughts` alone | [Thinking.Adaptive]: who wants to see thoughts wants some |
///
/// Beside one of the others `includeThoughts` is left out: thoughts are shown wherever a provider
/// shows them.
final class ThinkingField {

    private static final List<String> LEVELS =
            List.of("MINIMAL", "LOW", "MEDIUM", "HIGH", "THINKING_LEVEL_UNSPECIFIED");

    private final RequestCheck check;

    ThinkingField(RequestCheck check) {
        this.check = check;
    }

    Thinking read(Field config) {
        check.fields().object(config.at(), config.value());
        check.noteUnknown(config, Set.of("thinkingBudget", "thinkingLevel", "includeThoughts"));
        Field budget = config.field("thinkingBudget");
        Field level = config.field("thinkingLevel");
        Field include = config.field("includeThoughts");
        check.fields().integer(budget.at(), budget.value(), -1, Integer.MAX_VALUE);
        check.fields().bool(include.at(), include.value());
        if (!budget.isAbsent() && !level.isAbsent()) {
            check.wrong(level, "and %s exclude each other".formatted(budget.at()));
        }
        if (!level.isAbsent()) {
            return ofLevel(level);
        }
        if (!budget.isAbsent()) {
            return ofBudget(budget.value().asInt());
        }
        return include.value().asBoolean() ? new Thinking.Adaptive() : new Thinking.Unsaid();
    }

    private Thinking ofLevel(Field level) {
        String word = level.value().asText().toUpperCase(Locale.ROOT);
        if (!LEVELS.contains(word)) {
            check.fields().oneOf(level.at(), level.value(), LEVELS);
        }
        return word.equals("THINKING_LEVEL_UNSPECIFIED")
                ? new Thinking.Unsaid()
                : new Thinking.Effort(word.toLowerCase(Locale.ROOT));
    }

    private static Thinking ofBudget(int tokens) {
        return switch (tokens) {
            case 0 -> new Thinking.Off();
            case -1 -> new Thinking.Adaptive();
            default -> new Thinking.Budget(tokens);
        };
    }
}
