package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import java.util.Optional;

/// The `usage` object of chat completions.
final class ChatUsage {

    private ChatUsage() {}

    /// Empty where it counts nothing.
    static Optional<Usage> read(JsonNode counts) {
        if (!counts.path("prompt_tokens").isNumber()
                && !counts.path("completion_tokens").isNumber()) {
            return Optional.empty();
        }
        return Optional.of(
                new Usage(
                        counts.path("prompt_tokens").asLong(),
                        counts.path("prompt_tokens_details").path("cached_tokens").asLong(),
                        counts.path("completion_tokens").asLong(),
                        counts.path("completion_tokens_details")
                                .path("reasoning_tokens")
                                .asLong()));
    }

    static ObjectNode write(Usage usage) {
        ObjectNode counts =
                Json.MAPPER
                        .createObjectNode()
                        .put("prompt_tokens", usage.prompt())
                        .put("completion_tokens", usage.completion())
                        .put("total_tokens", usage.prompt() + usage.completion());
        counts.putObject("prompt_tokens_details").put("cached_tokens", usage.cached());
        counts.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoning());
        return counts;
    }
}
