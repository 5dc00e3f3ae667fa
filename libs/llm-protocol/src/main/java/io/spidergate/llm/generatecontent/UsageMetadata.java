package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import java.util.Optional;

/// `usageMetadata`: here thoughts are not among the tokens of the candidates, and what tools of
/// Google put into the prompt not among those of the prompt.
final class UsageMetadata {

    private static final String PROMPT = "promptTokenCount";
    private static final String TOOL_PROMPT = "toolUsePromptTokenCount";
    private static final String CANDIDATES = "candidatesTokenCount";
    private static final String THOUGHTS = "thoughtsTokenCount";
    private static final String CACHED = "cachedContentTokenCount";

    private UsageMetadata() {}

    /// @return empty where nothing was counted, which is not the same as zero
    static Optional<Usage> read(JsonNode usage) {
        if (!usage.path(PROMPT).isNumber() && !usage.path(CANDIDATES).isNumber()) {
            return Optional.empty();
        }
        long thoughts = usage.path(THOUGHTS).asLong();
        return Optional.of(
                new Usage(
                        usage.path(PROMPT).asLong() + usage.path(TOOL_PROMPT).asLong(),
                        usage.path(CACHED).asLong(),
                        usage.path(CANDIDATES).asLong() + thoughts,
                        thoughts));
    }

    static ObjectNode write(Usage usage) {
        ObjectNode counts =
                Json.MAPPER
                        .createObjectNode()
                        .put(PROMPT, usage.prompt())
                        .put(CANDIDATES, usage.completion() - usage.reasoning());
        if (usage.reasoning() > 0) {
            counts.put(THOUGHTS, usage.reasoning());
        }
        if (usage.cached() > 0) {
            counts.put(CACHED, usage.cached());
        }
        return counts.put("totalTokenCount", usage.prompt() + usage.completion());
    }
}
