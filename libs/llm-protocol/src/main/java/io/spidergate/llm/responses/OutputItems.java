package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.responses.OpenItem.Place;
import io.spidergate.llm.responses.OpenItem.Status;
import io.spidergate.llm.responses.ResponseEcho.Member;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The items of one answer: parts go in, the items' events and at last their list come out.
///
/// A run of texts is one message, a run of thoughts up to its seal one reasoning item, a call one
/// item. A call's own seal (Gemini's) has no field in `function_call`: it stands in a reasoning
/// item without text right before it, where [ResponsesRequestReader] finds it.
final class OutputItems {

    private final String answerId;
    private final Map<String, Member> members;
    private final EventSink events;
    private final ArrayNode done = JsonNodeFactory.instance.arrayNode();
    private @Nullable OpenItem open;

    /// @param answerId without prefix
    OutputItems(String answerId, Map<String, Member> members, EventSink events) {
        this.answerId = answerId;
        this.members = members;
        this.events = events;
    }

    void add(AnswerPart part) {
        switch (part) {
            case AnswerPart.Text(String text) -> text(text);
            case AnswerPart.Thought(String text) -> thought(text);
            case AnswerPart.ThoughtSealed(Seal seal) -> seal(seal);
            case AnswerPart.CallBegun begun -> call(begun);
            case AnswerPart.CallArguments(int _, String json) -> arguments(json);
            case AnswerPart.Finished _,
                    AnswerPart.Counted _,
                    AnswerPart.Ended _,
                    AnswerPart.Broken _,
                    AnswerPart.Malformed _ -> {} // not about items
        }
    }

    /// Ends the last item.
    ///
    /// @param status of it: the others are complete
    /// @return all items
    ArrayNode end(Status status) {
        if (open != null) {
            done.add(open.end(events, status));
            open = null;
        }
        return done;
    }

    /// The items that have ended.
    ArrayNode done() {
        return done;
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            message().text(events, text);
        }
    }

    private void thought(String text) {
        if (!text.isEmpty()) {
            reasoning().thought(events, text);
        }
    }

    private void seal(Seal seal) {
        reasoning().seal(seal);
        end(Status.COMPLETED);
    }

    private void call(AnswerPart.CallBegun begun) {
        begun.seal()
                .ifPresent(seal -> {
                    end(Status.COMPLETED);
                    seal(seal);
                });
        end(Status.COMPLETED);
        Member function = members.getOrDefault(begun.name(), new Member("", begun.name()));
        begin(new CallItem(place("fc_"), begun.id(), function));
    }

    private void arguments(String json) {
        if (open instanceof CallItem call && !json.isEmpty()) {
            call.arguments(events, json);
        }
    }

    private MessageItem message() {
        if (open instanceof MessageItem message) {
            return message;
        }
        end(Status.COMPLETED);
        return begin(new MessageItem(place("msg_")));
    }

    private ReasoningItem reasoning() {
        if (open instanceof ReasoningItem reasoning) {
            return reasoning;
        }
        end(Status.COMPLETED);
        return begin(new ReasoningItem(place("rs_")));
    }

    private <T extends OpenItem> T begin(T item) {
        open = item;
        item.begin(events);
        return item;
    }

    private Place place(String prefix) {
        return new Place(prefix + answerId + "_" + done.size(), done.size());
    }
}
