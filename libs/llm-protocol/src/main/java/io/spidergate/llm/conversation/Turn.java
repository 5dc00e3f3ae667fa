package io.spidergate.llm.conversation;

import java.util.List;

/// One contribution to a conversation.
public sealed interface Turn {

    /// Instructions of whoever runs the application (`system`, `developer`).
    record Instructions(String text) implements Turn {}

    record User(List<Part> parts) implements Turn {

        public User {
            parts = List.copyOf(parts);
        }
    }

    /// What the model answered before: may be empty.
    record Assistant(List<Said> said) implements Turn {

        public Assistant {
            said = List.copyOf(said);
        }
    }

    /// What a called function gave back.
    ///
    /// @param callId of the [Said.Call] that it answers
    /// @param failed the caller says that the function failed
    record ToolResult(String callId, List<Part> parts, boolean failed) implements Turn {

        public ToolResult {
            parts = List.copyOf(parts);
        }
    }
}
