package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.responses.ResponseEcho.Member;

/// A `function_call`.
final class CallItem implements OpenItem {

    private static final String NO_ARGUMENTS = "{}";

    private final Place place;
    private final String callId;
    private final Member function;
    private final StringBuilder arguments = new StringBuilder();

    /// @param function its namespace is empty where it has none
    CallItem(Place place, String callId, Member function) {
        this.place = place;
        this.callId = callId;
        this.function = function;
    }

    @Override
    public void begin(EventSink events) {
        place.added(events, item(Status.IN_PROGRESS));
    }

    void arguments(EventSink events, String delta) {
        arguments.append(delta);
        events.event("response.function_call_arguments.delta", place.event().put("delta", delta));
    }

    /// Clients parse the arguments, so a whole call has at least an empty object.
    @Override
    public ObjectNode end(EventSink events, Status status) {
        if (arguments.isEmpty() && status == Status.COMPLETED) {
            arguments(events, NO_ARGUMENTS);
        }
        events.event(
                "response.function_call_arguments.done",
                place.event().put("name", function.name()).put("arguments", arguments.toString()));
        ObjectNode item = item(status);
        place.done(events, item);
        return item;
    }

    private ObjectNode item(Status status) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("id", place.id()).put("type", "function_call").put("status", status.word());
        item.put("call_id", callId).put("name", function.name());
        if (!function.namespace().isEmpty()) {
            item.put("namespace", function.namespace());
        }
        return item.put("arguments", arguments.toString());
    }
}
