package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.json.Json;

/// Where seals stand in chat messages. OpenAI's own API has no place for them, so these are the two
/// conventions that clients already send back: OpenRouter's `reasoning_details` for thoughts, and
/// Google's `extra_content.google.thought_signature` for calls.
final class ChatSeals {

    static final String ENCRYPTED = "reasoning.encrypted";

    private ChatSeals() {}

    static ArrayNode details(Seal seal) {
        ArrayNode details = Json.MAPPER.createArrayNode();
        details.addObject()
                .put("type", ENCRYPTED)
                .put("data", seal.portable(Protocol.CHAT_COMPLETIONS))
                .put("index", 0);
        return details;
    }

    static void sign(ObjectNode call, Seal seal) {
        call.putObject("extra_content")
                .putObject("google")
                .put("thought_signature", seal.portable(Protocol.GENERATE_CONTENT));
    }
}
