package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerWriter;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes answers as Google's GenerateContentResponse: one body, or frames of the same form.
///
/// Rules: only the last frame has `finishReason` and `usageMetadata`, so a stream without it does
/// not look complete; the last call goes with it; how parts are put together, see [OutgoingParts].
public final class GenerateContentAnswerWriter implements AnswerWriter {

    private final AnswerHead head;
    private final Framing framing;
    private final OutgoingParts content = new OutgoingParts();
    private boolean begun;
    private Finish finish = Finish.STOP;
    private @Nullable Usage usage;

    public GenerateContentAnswerWriter(AnswerHead head) {
        this(head, Framing.EVENTS);
    }

    public GenerateContentAnswerWriter(AnswerHead head, Framing framing) {
        this.head = head;
        this.framing = framing;
    }

    @Override
    public byte[] frames(List<AnswerPart> parts) {
        parts.forEach(this::take);
        ArrayNode ready = content.take();
        return ready.isEmpty() ? new byte[0] : frame(response(ready));
    }

    /// Its frames know nothing of each other.
    @Override
    public boolean takesOver() {
        return framing == Framing.EVENTS;
    }

    private void take(AnswerPart part) {
        content.add(part);
        if (part instanceof AnswerPart.Finished(Finish reason)) {
            finish = reason;
        } else if (part instanceof AnswerPart.Counted(Usage counted)) {
            usage = counted;
        }
    }

    private byte[] frame(ObjectNode json) {
        boolean first = !begun;
        begun = true;
        return framing.frame(Json.bytes(json), first);
    }

    private ObjectNode response(ArrayNode parts) {
        ObjectNode response = Json.MAPPER.createObjectNode();
        ObjectNode candidate = response.putArray("candidates").addObject();
        candidate.putObject("content").put("role", "model").set("parts", parts);
        candidate.put("index", 0);
        return response.put("modelVersion", head.model()).put("responseId", head.id());
    }

    /// What is left, with what only a complete answer has.
    private ObjectNode last() {
        content.endCall();
        ObjectNode response = response(content.take());
        ((ObjectNode) response.path("candidates").path(0))
                .put("finishReason", FinishWord.of(finish));
        if (usage != null) {
            response.set("usageMetadata", UsageMetadata.write(usage));
        }
        return response;
    }

    @Override
    public byte[] end() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(frame(last()));
        out.writeBytes(framing.close());
        return out.toByteArray();
    }

    /// A call that was under way is dropped with it.
    @Override
    public byte[] broken(String code, String message) {
        return frame(ErrorObject.of(code, message));
    }

    @Override
    public byte[] plain(List<AnswerPart> parts) {
        parts.forEach(this::take);
        return Json.bytes(last());
    }
}
