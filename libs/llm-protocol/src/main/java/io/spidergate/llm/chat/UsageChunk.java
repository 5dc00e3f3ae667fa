package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;

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
        chunk.set("usage", ChatUsage.write(usage));
        return Json.bytes(chunk);
    }
}
