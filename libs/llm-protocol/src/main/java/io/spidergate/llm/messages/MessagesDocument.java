package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.WrittenRequest;
import java.util.List;

/// What became of a conversation as a request of Messages, before it is bytes.
public sealed interface MessagesDocument {

    record Written(ObjectNode body, List<String> notes) implements MessagesDocument {}

    record CannotCarry(WrittenRequest.CannotCarry reason) implements MessagesDocument {}

    /// @param model the provider's name of it, by which its rules are known
    static MessagesDocument of(Conversation conversation, String model) {
        return MessagesWriting.write(conversation, model);
    }
}
