package io.spidergate.llm.generatecontent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a model of this protocol refuses, by its name. Google ties these rules to generations and
/// answers 400 where they are broken, so they are kept as bounds of versions: a model of tomorrow
/// is taken to be as strict as the last one, and so is one without a version
/// (`gemini-flash-latest`).
///
/// Sources: Google's pages on thinking, on Gemini 3, on structured output, on Gemini 3.5
/// Flash-Lite, and on Gemma.
///
/// @param kind `pro`, `flash`, `lite`, `gemma`, or empty
/// @param version `major * 100 + minor`
record GeminiModel(String kind, int version) {

    private static final String GEMMA = "gemma";
    private static final String PRO = "pro";
    private static final String LITE = "lite";
    private static final List<String> KINDS = List.of(GEMMA, LITE, "flash", PRO);
    private static final int LATEST = 9_900;

    static GeminiModel of(String model) {
        List<String> words = Arrays.asList(model.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1));
        String kind = KINDS.stream().filter(words::contains).findFirst().orElse("");
        for (int at = 0; at < words.size(); at++) {
            if (isNumber(words.get(at))) {
                boolean minor = at + 1 < words.size() && isNumber(words.get(at + 1));
                int major = 100 * number(words.get(at));
                return new GeminiModel(kind, minor ? major + number(words.get(at + 1)) : major);
            }
        }
        return new GeminiModel(kind, LATEST);
    }

    /// Longer ones are builds (`001`), and others sizes (`27b`); `3n` is a Gemma.
    private static boolean isNumber(String word) {
        return word.matches("\\d{1,2}n?");
    }

    private static int number(String word) {
        return Integer.parseInt(word.replace("n", ""));
    }

    private boolean isGemma() {
        return kind.equals(GEMMA);
    }

    /// Gemma 3 and older know no instructions.
    boolean takesInstructions() {
        return !isGemma() || version >= 400;
    }

    /// Wants a level instead of a budget.
    boolean thinksByLevel() {
        return !isGemma() && version >= 300;
    }

    boolean thinksByBudget() {
        return !isGemma() && version >= 205 && version < 300;
    }

    boolean isPro() {
        return kind.equals(PRO);
    }

    int leastBudget() {
        return switch (kind) {
            case PRO -> 128;
            case LITE -> 512;
            default -> 1;
        };
    }

    int mostBudget() {
        return isPro() ? 32_768 : 24_576;
    }

    /// Its calls must bear its seal when they come back.
    boolean wantsSealedCalls() {
        return !isGemma() && version >= 300;
    }

    /// Pictures within the response of a function.
    boolean takesPicturesInResponses() {
        return !isGemma() && version >= 300;
    }

    /// Older ones answer 400 to a form of the answer together with functions.
    boolean takesFormWithTools() {
        return !isGemma() && version >= 300;
    }

    boolean refusesPenalties() {
        return version >= 305;
    }

    /// An answer that the caller began and the model is to continue.
    boolean refusesPrefill() {
        return version >= 305;
    }
}
