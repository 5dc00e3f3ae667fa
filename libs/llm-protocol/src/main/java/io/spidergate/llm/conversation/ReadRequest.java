package io.spidergate.llm.conversation;

import io.spidergate.llm.json.InvalidField;
import java.util.List;

/// What a caller's body turned out to be.
public sealed interface ReadRequest {

    /// @param notes what was left out, and by which rule; for the trace
    record Valid(Conversation conversation, SpidergateOptions options, List<String> notes)
            implements ReadRequest {

        public Valid {
            notes = List.copyOf(notes);
        }
    }

    /// A body that may not be sent to anyone.
    record Invalid(InvalidField reason) implements ReadRequest {}
}
