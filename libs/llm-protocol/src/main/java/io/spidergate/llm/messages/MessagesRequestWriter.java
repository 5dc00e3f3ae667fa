package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.RequestWriter;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.llm.json.Json;
import java.util.List;
import java.util.Set;

/// Writes conversations as requests of Anthropic's Messages protocol, see [MessagesWriting] for the
/// rules.
public final class MessagesRequestWriter implements RequestWriter {

    @Override
    public WrittenRequest write(Conversation conversation, String model, Set<String> quirks) {
        return switch (MessagesDocument.of(conversation, model)) {
            case MessagesDocument.CannotCarry(WrittenRequest.CannotCarry reason) -> reason;
            case MessagesDocument.Written(ObjectNode body, List<String> notes) ->
                    new WrittenRequest.Body(Json.bytes(body), notes);
        };
    }
}
