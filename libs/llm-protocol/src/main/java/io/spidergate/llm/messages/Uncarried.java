package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.spidergate.llm.conversation.Conversation;
import io.spidergate.llm.conversation.WrittenRequest.CannotCarry;
import java.util.Optional;

/// Finds what neither the protocol nor the model has a place for, and without which the answer
/// would be another one.
final class Uncarried {

    private Uncarried() {}

    static Optional<CannotCarry> in(
            Conversation conversation, ArrayNode messages, ClaudeModel model) {
        if (!conversation.tools().stream().allMatch(ToolList::fits)) {
            return no(
                    "tools.name",
                    "names of functions must be of 1 to 128 letters, digits, _ and - here");
        }
        if (conversation.sampling().stop().stream().anyMatch(String::isBlank)) {
            return no("sampling.stop", "a stop text must have more than white space here");
        }
        if (model.refusesForcedCalls() && MessagesWriting.isForced(conversation)) {
            return no("toolChoice", "the model refuses to be forced to a call");
        }
        boolean begun =
                messages.path(messages.size() - 1).path("role").asText().equals("assistant");
        return begun && model.refusesPrefill()
                ? no("turns", "the model does not continue an answer that was begun")
                : Optional.empty();
    }

    private static Optional<CannotCarry> no(String what, String why) {
        return Optional.of(new CannotCarry(what, why));
    }
}
