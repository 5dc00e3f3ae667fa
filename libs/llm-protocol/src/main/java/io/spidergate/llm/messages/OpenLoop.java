package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/// Calls whose results were given and that the model has not yet followed up.
///
/// Law of the API: while thinking with a budget, the answer that began such a loop must begin with
/// a thought; those of loops that came to their end need not.
final class OpenLoop {

    private OpenLoop() {}

    /// @param messages alternating
    /// @return whether the conversation ends in an open loop, or in an answer to be continued, that
    ///   does not begin with a thought
    static boolean wantsThoughts(ArrayNode messages) {
        int first = messages.size();
        for (int at = messages.size() - 1; at >= 0; at--) {
            JsonNode message = messages.path(at);
            if (message.path("role").asText().equals("assistant")) {
                first = at;
            } else if (!givesResults(message)) {
                break;
            }
        }
        return first < messages.size() && !beginsWithThought(messages.path(first));
    }

    private static boolean givesResults(JsonNode message) {
        return message.path("content").path(0).path("type").asText().equals("tool_result");
    }

    private static boolean beginsWithThought(JsonNode message) {
        return message.path("content").path(0).path("type").asText().endsWith("thinking");
    }
}
