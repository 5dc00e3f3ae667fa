package io.spidergate.llm.messages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a model of this protocol refuses, by its name. Anthropic ties these rules to generations
/// and answers 400 where they are broken, so they are kept as bounds of versions: a model of
/// tomorrow is taken to be as strict as the last one. Names without `claude` (others serve this
/// protocol too) are taken to refuse nothing; a Claude without a version to be of the fifth
/// generation.
///
/// Sources: Anthropic's pages on adaptive thinking, on extended thinking, and what is new in Opus
/// 5.5 and Sonnet 5.5.
///
/// @param family such as `opus`, empty where the name tells none
/// @param version `major * 100 + minor`, 0 for models that are no Claude
record ClaudeModel(String family, int version) {

    private static final Set<String> FAMILIES =
            Set.of("opus", "sonnet", "haiku", "fable", "mythos");
    private static final int UNKNOWN_VERSION = 500;

    static ClaudeModel of(String model) {
        List<String> words = Arrays.asList(model.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1));
        int claude = words.indexOf("claude");
        return claude < 0
                ? new ClaudeModel("", 0)
                : ofWords(words.subList(claude + 1, words.size()));
    }

    private static ClaudeModel ofWords(List<String> words) {
        String family = words.stream().filter(FAMILIES::contains).findFirst().orElse("");
        for (int at = 0; at < words.size(); at++) {
            if (isVersion(words.get(at))) {
                boolean minor = at + 1 < words.size() && isVersion(words.get(at + 1));
                return new ClaudeModel(
                        family,
                        100 * Integer.parseInt(words.get(at))
                                + (minor ? Integer.parseInt(words.get(at + 1)) : 0));
            }
        }
        return new ClaudeModel(family, UNKNOWN_VERSION);
    }

    /// Longer numbers are dates.
    private static boolean isVersion(String word) {
        return !word.isEmpty() && word.length() <= 2 && word.chars().allMatch(Character::isDigit);
    }

    /// Wants `adaptive` with an effort instead of a budget; since 4.6, where budgets became
    /// deprecated before they were refused.
    boolean thinksByEffort() {
        return version >= 406;
    }

    /// Knows the efforts above `high`.
    boolean knowsHighestEfforts() {
        return version >= 407;
    }

    boolean thinksUnasked() {
        return version >= 500;
    }

    boolean refusesToStopThinking() {
        return isAlwaysThinking() || isLatest() && !family.equals("haiku");
    }

    boolean refusesSampling() {
        return version >= 407;
    }

    /// Of `temperature` and `top_p`.
    boolean refusesTwoSamplers() {
        return version >= 401;
    }

    boolean refusesForcedCalls() {
        return isLatest() && !family.equals("haiku") || isAlwaysThinking() && version >= 501;
    }

    /// An answer that the caller began and the model is to continue.
    boolean refusesPrefill() {
        return version >= 406;
    }

    private boolean isAlwaysThinking() {
        return family.equals("fable") || family.equals("mythos");
    }

    private boolean isLatest() {
        return version >= 505;
    }
}
