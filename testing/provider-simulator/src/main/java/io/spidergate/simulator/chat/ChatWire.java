package io.spidergate.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.sse.SseEncoder;
import io.spidergate.simulator.assistant.Answer;
import io.spidergate.simulator.assistant.Answer.ToolCall;
import io.spidergate.simulator.assistant.Finish;
import io.spidergate.simulator.chat.ChatOddities.UsagePlace;
import io.spidergate.simulator.wire.Bodies;
import io.spidergate.simulator.wire.CallIds;
import io.spidergate.simulator.wire.Failure;
import io.spidergate.simulator.wire.Frame;
import io.spidergate.simulator.wire.Telling;
import io.spidergate.simulator.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes an answer as OpenAI's `chat.completion` or as its chunks.
record ChatWire(Telling telling, ChatOddities oddities, boolean usageAsked) implements Wire {

    private static final byte[] NOT_JSON =
            "{\"id\":\"chatcmpl-broken\",\"choices\":[{\"delta\":{\"content\":"
                    .getBytes(StandardCharsets.UTF_8);

    @Override
    public ObjectNode document() {
        ObjectNode body = head("chat.completion");
        ArrayNode choices = body.putArray("choices");
        for (int index = 0; index < answer().choices(); index++) {
            ObjectNode choice = choices.addObject().put("index", index);
            ObjectNode message = choice.putObject("message").put("role", "assistant");
            message.put("content", calls() ? null : answer().text()).putNull("refusal");
            if (calls()) {
                toolCalls(message.putArray("tool_calls"), false);
            }
            choice.putNull("logprobs").put("finish_reason", finishReason());
        }
        if (telling.withUsage()) {
            body.set("usage", ChatUsage.of(answer().usage()));
        }
        return body;
    }

    /// The chunks with roles, one a choice.
    @Override
    public List<Frame> opening() {
        List<Frame> frames = new ArrayList<>();
        if (oddities.comment()) {
            frames.add(Frame.around(SseEncoder.comment("OPENROUTER PROCESSING")));
        }
        for (int index = 0; index < answer().choices(); index++) {
            ObjectNode chunk = head("chat.completion.chunk");
            ObjectNode delta = delta(chunk, index, null).put("role", "assistant");
            delta.put("content", calls() ? null : "").putNull("refusal");
            frames.add(around(chunk));
        }
        return frames;
    }

    @Override
    public List<Frame> content() {
        List<Frame> frames = new ArrayList<>();
        for (int index = 0; index < answer().choices(); index++) {
            for (String text : telling.texts()) {
                ObjectNode chunk = head("chat.completion.chunk");
                delta(chunk, index, null).put("content", text);
                frames.add(content(chunk));
            }
            if (calls()) {
                ObjectNode chunk = head("chat.completion.chunk");
                toolCalls(delta(chunk, index, null).putArray("tool_calls"), true);
                frames.add(content(chunk));
            }
        }
        return frames;
    }

    @Override
    public List<Frame> closing() {
        List<ObjectNode> chunks = new ArrayList<>();
        for (int index = 0; index < answer().choices(); index++) {
            ObjectNode chunk = head("chat.completion.chunk");
            delta(chunk, index, finishReason());
            chunks.add(chunk);
        }
        if (telling.withUsage()) {
            usage(chunks);
        }
        return chunks.stream().map(ChatWire::around).toList();
    }

    private void usage(List<ObjectNode> chunks) {
        ObjectNode usage = ChatUsage.of(answer().usage());
        ObjectNode last = chunks.getLast();
        switch (oddities.usage()) {
            case X_GROQ -> last.putObject("x_groq").put("id", id()).set("usage", usage);
            case LAST_CHOICE -> last.set("usage", usage);
            case OWN_CHUNK -> {}
        }
        if (usageAsked && oddities.usage() != UsagePlace.LAST_CHOICE) {
            ObjectNode chunk = head("chat.completion.chunk");
            chunk.putArray("choices");
            chunk.set("usage", usage);
            chunks.add(chunk);
        }
    }

    @Override
    public List<Frame> end() {
        return List.of(Frame.around(SseEncoder.done()));
    }

    @Override
    public byte[] broken(int sent) {
        return SseEncoder.data(NOT_JSON);
    }

    @Override
    public List<Frame> failed(Failure failure, int sent) {
        byte[] body = Bodies.bytes(failure.body());
        return List.of(
                Frame.around(
                        oddities.namedErrors()
                                ? SseEncoder.event("error", body)
                                : SseEncoder.data(body)));
    }

    private Answer answer() {
        return telling.answer();
    }

    private boolean calls() {
        return !answer().toolCalls().isEmpty();
    }

    private String id() {
        return CallIds.of("chatcmpl-", telling.number());
    }

    private String finishReason() {
        return switch (answer().finish()) {
            case Finish.Done _, Finish.StopWord _ -> "stop";
            case Finish.Length _ -> "length";
            case Finish.Tools _ -> "tool_calls";
            case Finish.Filtered _ -> "content_filter";
        };
    }

    private ObjectNode head(String object) {
        return Bodies.object()
                .put("id", id())
                .put("object", object)
                .put("created", telling.now().getEpochSecond())
                .put("model", telling.model());
    }

    private static ObjectNode delta(ObjectNode chunk, int index, @Nullable String finishReason) {
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        ObjectNode delta = choice.putObject("delta");
        choice.putNull("logprobs").put("finish_reason", finishReason);
        return delta;
    }

    private void toolCalls(ArrayNode calls, boolean indexed) {
        for (ToolCall call : answer().toolCalls()) {
            ObjectNode node = calls.addObject();
            if (indexed) {
                node.put("index", calls.size() - 1);
            }
            node.put("id", call.id()).put("type", "function");
            node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        }
    }

    private static Frame content(JsonNode chunk) {
        return Frame.content(SseEncoder.data(Bodies.bytes(chunk)));
    }

    private static Frame around(JsonNode chunk) {
        return Frame.around(SseEncoder.data(Bodies.bytes(chunk)));
    }
}
