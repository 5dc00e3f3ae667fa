package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerWriter;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.sse.SseEncoder;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes answers as chat completions. Thoughts go as `reasoning_content`, which most clients know.
public final class ChatAnswerWriter implements AnswerWriter {

    private final AnswerHead head;
    private final String id;
    private boolean begun;
    private Finish finish = Finish.STOP;
    private @Nullable Usage usage;

    public ChatAnswerWriter(AnswerHead head) {
        this(head, "chatcmpl-" + head.id(), false);
    }

    private ChatAnswerWriter(AnswerHead head, String id, boolean begun) {
        this.head = head;
        this.id = id;
        this.begun = begun;
    }

    /// Goes on with a stream that the caller has the beginning of.
    ///
    /// @param begun facts of any chunk before
    /// @param servedModel under which name it has them
    public static ChatAnswerWriter goingOn(
            AnswerFacts begun, String servedModel, boolean includeUsage) {
        return new ChatAnswerWriter(
                new AnswerHead(begun.id(), servedModel, begun.created(), 0, includeUsage),
                begun.id(),
                true);
    }

    @Override
    public byte[] frames(List<AnswerPart> parts) {
        var out = new ByteArrayOutputStream();
        for (AnswerPart part : parts) {
            ObjectNode delta = Json.MAPPER.createObjectNode();
            if (!begun) {
                delta.put("role", "assistant");
            }
            if (delta(part, delta)) {
                begun = true;
                out.writeBytes(chunk(delta, null));
            }
        }
        return out.toByteArray();
    }

    /// @return whether the part is one that a caller sees at once
    private boolean delta(AnswerPart part, ObjectNode delta) {
        switch (part) {
            case AnswerPart.Text(String text) -> delta.put("content", text);
            case AnswerPart.Thought(String text) -> delta.put("reasoning_content", text);
            case AnswerPart.ThoughtSealed(Seal seal) ->
                    delta.set("reasoning_details", ChatSeals.details(seal));
            case AnswerPart.CallBegun call -> {
                ObjectNode begins = call(call);
                begins.put("index", call.index());
                delta.putArray("tool_calls").add(begins);
            }
            case AnswerPart.CallArguments more ->
                    delta.putArray("tool_calls")
                            .addObject()
                            .put("index", more.index())
                            .putObject("function")
                            .put("arguments", more.json());
            case AnswerPart.Finished(Finish reason) -> finish = reason;
            case AnswerPart.Counted(Usage counted) -> usage = counted;
            case AnswerPart.Ended ended -> {}
            case AnswerPart.Broken broken -> {}
            case AnswerPart.Malformed malformed -> {}
        }
        return delta.size() > (begun ? 0 : 1);
    }

    private static ObjectNode call(AnswerPart.CallBegun call) {
        ObjectNode node = Json.MAPPER.createObjectNode().put("id", call.id());
        node.put("type", "function")
                .putObject("function")
                .put("name", call.name())
                .put("arguments", "");
        call.seal().ifPresent(seal -> ChatSeals.sign(node, seal));
        return node;
    }

    private byte[] chunk(ObjectNode delta, @Nullable String finishReason) {
        ObjectNode chunk = answer("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finishReason);
        return SseEncoder.data(Json.bytes(chunk));
    }

    private ObjectNode answer(String object) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", head.created())
                .put("model", head.model());
    }

    @Override
    public byte[] end() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(chunk(Json.MAPPER.createObjectNode(), wireName(finish)));
        if (head.includeUsage() && usage != null) {
            ObjectNode closing = answer("chat.completion.chunk");
            closing.putArray("choices");
            closing.set("usage", ChatUsage.write(usage));
            out.writeBytes(SseEncoder.data(Json.bytes(closing)));
        }
        out.writeBytes(SseEncoder.done());
        return out.toByteArray();
    }

    private static String wireName(Finish finish) {
        return switch (finish) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
        };
    }

    @Override
    public byte[] broken(String code, String message) {
        return errorFrame(code, message);
    }

    /// As all of OpenAI's older streams tell an error.
    public static byte[] errorFrame(String code, String message) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.putObject("error")
                .put("message", message)
                .put("type", "upstream_error")
                .putNull("param")
                .put("code", code);
        return SseEncoder.data(Json.bytes(root));
    }

    @Override
    public byte[] plain(List<AnswerPart> parts) {
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        ObjectNode message = Json.MAPPER.createObjectNode().put("role", "assistant");
        ArrayNode calls = Json.MAPPER.createArrayNode();
        for (AnswerPart part : parts) {
            switch (part) {
                case AnswerPart.Text(String more) -> text.append(more);
                case AnswerPart.Thought(String more) -> thoughts.append(more);
                case AnswerPart.ThoughtSealed(Seal seal) ->
                        message.set("reasoning_details", ChatSeals.details(seal));
                case AnswerPart.CallBegun call -> calls.add(call(call));
                case AnswerPart.CallArguments more -> append(calls, more);
                case AnswerPart.Finished(Finish reason) -> finish = reason;
                case AnswerPart.Counted(Usage counted) -> usage = counted;
                case AnswerPart.Ended ended -> {}
                case AnswerPart.Broken broken -> {}
                case AnswerPart.Malformed malformed -> {}
            }
        }
        return Json.bytes(whole(message, text.toString(), thoughts.toString(), calls));
    }

    private static void append(ArrayNode calls, AnswerPart.CallArguments more) {
        ObjectNode function = (ObjectNode) calls.path(more.index()).path("function");
        function.put("arguments", function.path("arguments").asText() + more.json());
    }

    private ObjectNode whole(ObjectNode message, String text, String thoughts, ArrayNode calls) {
        message.put("content", text.isEmpty() && !calls.isEmpty() ? null : text);
        message.putNull("refusal");
        if (!thoughts.isEmpty()) {
            message.put("reasoning_content", thoughts);
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        ObjectNode completion = answer("chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        choice.set("message", message);
        choice.putNull("logprobs").put("finish_reason", wireName(finish));
        if (usage != null) {
            completion.set("usage", ChatUsage.write(usage));
        }
        return completion;
    }
}
