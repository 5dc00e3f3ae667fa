package io.spidergate.llm.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import java.io.UncheckedIOException;

/// Writes the chunk that carries usage and no choice.
final class UsageChunk {

    private UsageChunk() {}

    static byte[] of(AnswerFacts stream, String servedModel, Usage usage) {
        ObjectNode chunk =
                Json.MAPPER
                        .createObjectNode()
                        .put("id", stream.id())
                        .put("object", "chat.completion.chunk")
                        .put("created", stream.created())
                        .put("model", servedModel);
        chunk.putArray("choices");
        ObjectNode counts =
                chunk.putObject("usage")
                        .put("prompt_tokens", usage.prompt())
                        .put("completion_tokens", usage.completion())
                        .put("total_tokens", usage.prompt() + usage.completion());
        counts.putObject("prompt_tokens_details").put("cached_tokens", usage.cached());
        counts.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoning());
        try {
            return Json.MAPPER.writeValueAsBytes(chunk);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible); // a tree can always be written
        }
    }
}
