package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Takes the events of a response as they come to be; a plain body has no use for them.
@FunctionalInterface
interface EventSink {

    /// @param fields without `type` and `sequence_number`
    void event(String type, ObjectNode fields);
}
