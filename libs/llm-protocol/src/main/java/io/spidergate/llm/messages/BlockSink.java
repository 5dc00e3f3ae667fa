package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Takes the content blocks of an answer, one after the other.
interface BlockSink {

    /// @param block as it is before any delta
    void begin(ObjectNode block);

    void more(Delta delta, String piece);

    void end();

    /// The ways in which a block grows; names are those of the wire.
    enum Delta {
        TEXT("text_delta", "text"),
        THINKING("thinking_delta", "thinking"),
        SIGNATURE("signature_delta", "signature"),
        INPUT("input_json_delta", "partial_json");

        private final String type;
        private final String field;

        Delta(String type, String field) {
            this.type = type;
            this.field = field;
        }

        String type() {
            return type;
        }

        String field() {
            return field;
        }
    }
}
