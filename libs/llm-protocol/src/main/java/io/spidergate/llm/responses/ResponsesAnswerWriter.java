package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerWriter;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.responses.OpenItem.Status;
import java.util.List;
import java.util.Optional;

/// Writes an answer as a Responses stream or body.
///
/// The stream says everything twice, since clients differ in what they read: codex takes items from
/// `response.output_item.done` alone, SDKs join the deltas, others look only at the end. It ends by
/// `response.completed` or, at the limit of tokens and at a filter, by `response.incomplete`; there
/// is no `[DONE]`, as at OpenAI. A broken one ends by `response.failed`: codex does not see `error`
/// events.
public final class ResponsesAnswerWriter implements AnswerWriter {

    private final ResponseEcho echo;
    private final AnswerHead head;
    private final ResponseObject response;
    private final EventFrames frames = new EventFrames();
    private final OutputItems items;
    private boolean begun;
    private Finish finish = Finish.STOP;
    private Optional<Usage> usage = Optional.empty();

    public ResponsesAnswerWriter(AnswerHead head, ResponseEcho echo) {
        this.head = head;
        this.echo = echo;
        this.response = new ResponseObject(head, echo);
        this.items = new OutputItems(head.id(), echo.members(), frames);
    }

    @Override
    public byte[] frames(List<AnswerPart> parts) {
        for (AnswerPart part : parts) {
            if (isContent(part)) {
                begin();
            }
            note(part);
            items.add(part);
        }
        return frames.take();
    }

    @Override
    public byte[] end() {
        begin();
        ObjectNode ended = response.ended(finish, items.end(lastStatus()), usage);
        boolean incomplete = ResponseObject.isIncomplete(finish);
        lifecycle(incomplete ? "response.incomplete" : "response.completed", ended);
        return frames.take();
    }

    @Override
    public byte[] broken(String code, String message) {
        begin();
        lifecycle("response.failed", response.failed(code, message, items.done(), usage));
        return frames.take();
    }

    @Override
    public byte[] plain(List<AnswerPart> parts) {
        var whole = new OutputItems(head.id(), echo.members(), (_, _) -> {});
        for (AnswerPart part : parts) {
            note(part);
            whole.add(part);
        }
        return Json.bytes(response.ended(finish, whole.end(lastStatus()), usage));
    }

    private void note(AnswerPart part) {
        if (part instanceof AnswerPart.Finished(Finish reason)) {
            finish = reason;
        } else if (part instanceof AnswerPart.Counted(Usage counted)) {
            usage = Optional.of(counted);
        }
    }

    private static boolean isContent(AnswerPart part) {
        return switch (part) {
            case AnswerPart.Text _,
                    AnswerPart.Thought _,
                    AnswerPart.ThoughtSealed _,
                    AnswerPart.CallBegun _,
                    AnswerPart.CallArguments _ ->
                    true;
            case AnswerPart.Finished _,
                    AnswerPart.Counted _,
                    AnswerPart.Ended _,
                    AnswerPart.Broken _,
                    AnswerPart.Malformed _ ->
                    false;
        };
    }

    private Status lastStatus() {
        return ResponseObject.isIncomplete(finish) ? Status.INCOMPLETE : Status.COMPLETED;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            lifecycle("response.created", response.inProgress());
            lifecycle("response.in_progress", response.inProgress());
        }
    }

    private void lifecycle(String type, ObjectNode state) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.set("response", state);
        frames.event(type, event);
    }
}
