package io.spidergate.llm.completions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerWriter;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.chat.ChatAnswerWriter;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.sse.SseEncoder;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes answers as legacy completions: text, and nothing of thoughts, which have no place there.
public final class CompletionsAnswerWriter implements AnswerWriter {

    private final AnswerHead head;
    private final String echo;
    private final boolean usageWanted;
    private boolean begun;
    private Finish finish = Finish.STOP;
    private @Nullable Usage usage;

    /// @param body of the request: whether it wants its prompt again, and usage on a stream
    public CompletionsAnswerWriter(AnswerHead head, JsonNode body) {
        this.head = head;
        this.echo = body.path("echo").asBoolean() ? prompt(body.path("prompt")) : "";
        this.usageWanted = body.path("stream_options").path("include_usage").asBoolean();
    }

    private static String prompt(JsonNode prompt) {
        return prompt.isArray() ? prompt.path(0).asText() : prompt.asText();
    }

    @Override
    public byte[] frames(List<AnswerPart> parts) {
        String more = text(parts);
        if (more.isEmpty()) {
            return new byte[0];
        }
        String whole = begun ? more : echo + more;
        begun = true;
        return SseEncoder.data(Json.bytes(completion(whole, null)));
    }

    private String text(List<AnswerPart> parts) {
        StringBuilder text = new StringBuilder();
        for (AnswerPart part : parts) {
            switch (part) {
                case AnswerPart.Text(String more) -> text.append(more);
                case AnswerPart.Finished(Finish reason) -> finish = reason;
                case AnswerPart.Counted(Usage counted) -> usage = counted;
                case AnswerPart.Thought thought -> {}
                case AnswerPart.ThoughtSealed sealed -> {}
                case AnswerPart.CallBegun call -> {} // none was offered
                case AnswerPart.CallArguments more -> {}
                case AnswerPart.Ended ended -> {}
                case AnswerPart.Broken broken -> {}
                case AnswerPart.Malformed malformed -> {}
            }
        }
        return text.toString();
    }

    private ObjectNode completion(String text, @Nullable String finishReason) {
        ObjectNode completion =
                Json.MAPPER
                        .createObjectNode()
                        .put("id", "cmpl-" + head.id())
                        .put("object", "text_completion")
                        .put("created", head.created())
                        .put("model", head.model());
        completion
                .putArray("choices")
                .addObject()
                .put("text", text)
                .put("index", 0)
                .putNull("logprobs")
                .put("finish_reason", finishReason);
        return completion;
    }

    @Override
    public byte[] end() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(SseEncoder.data(Json.bytes(completion(begun ? "" : echo, wireName()))));
        if (usageWanted && usage != null) {
            ObjectNode closing = completion("", null);
            closing.putArray("choices");
            out.writeBytes(SseEncoder.data(Json.bytes(counted(closing, usage))));
        }
        out.writeBytes(SseEncoder.done());
        return out.toByteArray();
    }

    private static ObjectNode counted(ObjectNode completion, Usage usage) {
        completion
                .putObject("usage")
                .put("prompt_tokens", usage.prompt())
                .put("completion_tokens", usage.completion())
                .put("total_tokens", usage.prompt() + usage.completion());
        return completion;
    }

    private String wireName() {
        return switch (finish) {
            case STOP, TOOL_CALLS -> "stop";
            case LENGTH -> "length";
            case CONTENT_FILTER -> "content_filter";
        };
    }

    @Override
    public byte[] broken(String code, String message) {
        return ChatAnswerWriter.errorFrame(code, message);
    }

    @Override
    public byte[] plain(List<AnswerPart> parts) {
        ObjectNode completion = completion(echo + text(parts), null);
        ((ObjectNode) completion.at("/choices/0")).put("finish_reason", wireName());
        return Json.bytes(usage == null ? completion : counted(completion, usage));
    }
}
