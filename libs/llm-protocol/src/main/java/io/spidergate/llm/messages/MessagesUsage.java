package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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

    /// What is told later replaces what was told before, which some servers only estimate; but
    /// where the later part says nothing of the prompt, or zeros alone, the earlier word on it
    /// stays.
    MessagesUsage with(JsonNode later) {
        boolean prompt =
                count(later, "input_tokens", 0)
                                + count(later, "cache_read_input_tokens", 0)
                                + count(later, "cache_creation_input_tokens", 0)
                        > 0;
        JsonNode ofPrompt = prompt ? later : MissingNode.getInstance();
        return new MessagesUsage(
                count(ofPrompt, "input_tokens", input),
                count(ofPrompt, "cache_read_input_tokens", cacheRead),
                count(ofPrompt, "cache_creation_input_tokens", cacheCreation),
                Math.max(output, count(later, "output_tokens", 0)),
                count(later.path("output_tokens_details"), "thinking_tokens", thinking));
    }

    private static long count(JsonNode counts, String field, long otherwise) {
        JsonNode count = counts.path(field);
        return count.isNumber() ? Math.max(0, count.asLong()) : otherwise;
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
