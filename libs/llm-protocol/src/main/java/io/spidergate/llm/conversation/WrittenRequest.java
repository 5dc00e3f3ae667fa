package io.spidergate.llm.conversation;

import java.util.ArrayList;
import java.util.List;

/// What became of a conversation in a provider's protocol.
public sealed interface WrittenRequest {

    /// The same, together with what had been left out before.
    default WrittenRequest after(List<String> earlier) {
        return switch (this) {
            case CannotCarry cannot -> cannot;
            case Body body when earlier.isEmpty() -> body;
            case Body body -> {
                List<String> all = new ArrayList<>(earlier);
                all.addAll(body.notes());
                yield new Body(body.body(), all);
            }
        };
    }

    /// @param body JSON in UTF-8
    /// @param notes what the protocol cannot carry and was left out, one sentence each; for the
    ///   trace
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Body(byte[] body, List<String> notes) implements WrittenRequest {

        public Body {
            notes = List.copyOf(notes);
        }
    }

    /// The protocol has no place for something without which the answer would be another one.
    ///
    /// @param what the thing, in the words of [Conversation], such as `form.jsonSchema`
    record CannotCarry(String what, String why) implements WrittenRequest {}
}
