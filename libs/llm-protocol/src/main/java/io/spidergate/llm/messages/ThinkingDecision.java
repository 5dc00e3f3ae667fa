package io.spidergate.llm.messages;

import io.spidergate.llm.conversation.Thinking;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Decides how thinking is asked for. Models before 4.6 and other makers' take a budget, later ones
/// an effort; one becomes the other so:
///
/// | effort | budget | | budget | effort |
/// |---|---|---|---|---|
/// | `minimal`, `low` | 1,024 | | below 2,048 | `low` |
/// | `medium` | 8,192 | | below 16,384 | `medium` |
/// | `high` | 16,384 | | else | `high` |
/// | `xhigh` | 32,768 | | | |
/// | `max` | 65,536 | | | |
///
/// `adaptive` has the budget of `medium`; `minimal` is `low` where only efforts count, and `xhigh`
/// and `max` are `high` before 4.7. A budget is raised to 1,024; one that is not below
/// `max_tokens`, which is the caller's limit for thoughts and answer together, becomes the half of
/// it, and where that is below 1,024, thinking is left out.
///
/// @param model that is to think
/// @param openLoop whether the conversation ends in results of calls whose answer does not begin
///   with a sealed thought: budgets are refused there
/// @param forced whether a call is forced: no thinking then, whatever the form
record ThinkingDecision(
        ClaudeModel model, OptionalInt maxTokens, boolean openLoop, boolean forced) {

    private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");
    private static final int MIN_BUDGET = 1_024;
    private static final int MEDIUM_BUDGET = 8_192;
    private static final int LOW_BELOW = 2_048;
    private static final int MEDIUM_BELOW = 16_384;

    /// @param notes where what is bent or left out is told
    ThinkingForm of(Thinking wanted, List<String> notes) {
        return switch (wanted) {
            case Thinking.Unsaid() -> new ThinkingForm.Unsaid();
            case Thinking.Off() -> off(notes);
            case Thinking.Adaptive() ->
                    model.thinksByEffort() ? effort("", notes) : budget(MEDIUM_BUDGET, notes);
            case Thinking.Effort(String level) ->
                    model.thinksByEffort()
                            ? effort(known(level, notes), notes)
                            : budget(budgetOf(level, notes), notes);
            case Thinking.Budget(int tokens) ->
                    model.thinksByEffort()
                            ? effort(effortOf(tokens), notes)
                            : budget(tokens, notes);
        };
    }

    private ThinkingForm off(List<String> notes) {
        if (!model.refusesToStopThinking()) {
            return new ThinkingForm.Disabled();
        }
        notes.add("thinking cannot be switched off in this model: asked for the least effort");
        return new ThinkingForm.Least();
    }

    private ThinkingForm effort(String effort, List<String> notes) {
        if (forced) {
            return leftOut("it does not go with a forced call", notes);
        }
        boolean tooHigh = effort.equals("xhigh") || effort.equals("max");
        if (tooHigh && !model.knowsHighestEfforts()) {
            notes.add("the effort %s became high: the model knows no higher".formatted(effort));
            return new ThinkingForm.Adaptive("high");
        }
        return new ThinkingForm.Adaptive(effort);
    }

    private ThinkingForm budget(int tokens, List<String> notes) {
        if (forced) {
            return leftOut("it does not go with a forced call", notes);
        }
        if (openLoop) {
            return leftOut("an earlier answer with calls has no sealed thoughts", notes);
        }
        int budget = Math.max(MIN_BUDGET, tokens);
        int limit = maxTokens.orElse(Integer.MAX_VALUE);
        if (budget < limit) {
            return new ThinkingForm.Enabled(budget);
        }
        if (limit / 2 < MIN_BUDGET) {
            return leftOut("max_tokens leaves no room for it", notes);
        }
        notes.add("the budget of thinking was lowered to the half of max_tokens");
        return new ThinkingForm.Enabled(limit / 2);
    }

    private static ThinkingForm leftOut(String why, List<String> notes) {
        notes.add("thinking was left out: " + why);
        return new ThinkingForm.Unsaid();
    }

    private static String known(String level, List<String> notes) {
        if (level.equals("minimal")) {
            return "low";
        }
        if (!EFFORTS.contains(level)) {
            notes.add("the effort of thinking is none that is known: left to the model");
            return "";
        }
        return level;
    }

    private static int budgetOf(String level, List<String> notes) {
        return roomFor(known(level, notes));
    }

    /// Tokens that an effort may take, empty for the model's own.
    static int roomFor(String effort) {
        return switch (effort) {
            case "low" -> MIN_BUDGET;
            case "high" -> 16_384;
            case "xhigh" -> 32_768;
            case "max" -> 65_536;
            default -> MEDIUM_BUDGET;
        };
    }

    private static String effortOf(int tokens) {
        if (tokens < LOW_BELOW) {
            return "low";
        }
        return tokens < MEDIUM_BELOW ? "medium" : "high";
    }
}
