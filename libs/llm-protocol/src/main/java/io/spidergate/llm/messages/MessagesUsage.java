package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;

/// Counts as this protocol has them: `input_tokens` leaves out what was read from or written to the
/// cache, and a stream tells a part at its start and the rest at its end.
///
/// @param input without cache
/// @param cacheRead prompt tokens read from the cache
/// @param cacheCreation prompt tokens written to the cache
record MessagesUsage(long input, long cacheRead, long cacheCreation, long output, long thinking) {

    static final MessagesUsage NONE = new MessagesUsage(0, 0, 0, 0, 0);

    static MessagesUsage read(JsonNode usage) {
        return new MessagesUsage(
                usage.path("input_tokens").asLong(),
                usage.path("cache_read_input_tokens").asLong(),
                usage.path("cache_creation_input_tokens").asLong(),
                usage.path("output_tokens").asLong(),
                usage.path("output_tokens_details").path("thinking_tokens").asLong());
    }

    /// Counts only grow in a stream, and some servers send zeros where others send nothing: the
    /// larger one is right.
    MessagesUsage with(MessagesUsage later) {
        return new MessagesUsage(
                Math.max(input, later.input),
                Math.max(cacheRead, later.cacheRead),
                Math.max(cacheCreation, later.cacheCreation),
                Math.max(output, later.output),
                Math.max(thinking, later.thinking));
    }

    Usage counted() {
        return new Usage(input + cacheRead + cacheCreation, cacheRead, output, thinking);
    }

    /// What was written to a cache is not known here, so it is told as `input_tokens`.
    static ObjectNode write(Usage usage) {
        ObjectNode counts =
                Json.MAPPER
                        .createObjectNode()
                        .put("input_tokens", usage.prompt() - usage.cached())
                        .put("cache_creation_input_tokens", 0)
                        .put("cache_read_input_tokens", usage.cached())
                        .put("output_tokens", usage.completion());
        counts.putObject("output_tokens_details").put("thinking_tokens", usage.reasoning());
        return counts;
    }
}
