package io.spidergate.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.Answer.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes an answer as OpenAI's `chat.completion` or as its chunks.
///
/// @param created unix seconds
/// @param groups how many chunks the text is sent in, or null for one a token
record ChatWire(String id, String model, long created, Answer answer, @Nullable Integer groups) {

    ObjectNode completion(boolean withUsage) {
        ObjectNode body = head("chat.completion");
        ArrayNode choices = body.putArray("choices");
        for (int index = 0; index < answer.choices(); index++) {
            ObjectNode choice = choices.addObject().put("index", index);
            ObjectNode message = choice.putObject("message").put("role", "assistant");
            message.put("content", answer.content()).putNull("refusal");
            if (!answer.toolCalls().isEmpty()) {
                toolCalls(message.putArray("tool_calls"), false);
            }
            choice.putNull("logprobs").put("finish_reason", answer.finishReason());
        }
        if (withUsage) {
            body.set("usage", usage());
        }
        return body;
    }

    /// The opening chunks with roles, one a choice.
    List<ObjectNode> opening() {
        List<ObjectNode> chunks = new ArrayList<>();
        for (int index = 0; index < answer.choices(); index++) {
            ObjectNode chunk = head("chat.completion.chunk");
            ObjectNode delta = delta(chunk, index, null).put("role", "assistant");
            delta.put("content", answer.toolCalls().isEmpty() ? "" : null).putNull("refusal");
            chunks.add(chunk);
        }
        return chunks;
    }

    List<ObjectNode> content() {
        List<ObjectNode> chunks = new ArrayList<>();
        for (int index = 0; index < answer.choices(); index++) {
            for (String text : texts()) {
                ObjectNode chunk = head("chat.completion.chunk");
                delta(chunk, index, null).put("content", text);
                chunks.add(chunk);
            }
            if (!answer.toolCalls().isEmpty()) {
                ObjectNode chunk = head("chat.completion.chunk");
                toolCalls(delta(chunk, index, null).putArray("tool_calls"), true);
                chunks.add(chunk);
            }
        }
        return chunks;
    }

    List<ObjectNode> closing() {
        List<ObjectNode> chunks = new ArrayList<>();
        for (int index = 0; index < answer.choices(); index++) {
            ObjectNode chunk = head("chat.completion.chunk");
            delta(chunk, index, answer.finishReason());
            chunks.add(chunk);
        }
        return chunks;
    }

    ObjectNode usageChunk() {
        ObjectNode chunk = head("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", usage());
        return chunk;
    }

    ObjectNode usage() {
        ObjectNode usage =
                Bodies.object()
                        .put("prompt_tokens", answer.promptTokens())
                        .put("completion_tokens", answer.completionTokens())
                        .put("total_tokens", answer.promptTokens() + answer.completionTokens());
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", answer.cachedTokens())
                .put("audio_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", 0)
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }

    private ObjectNode head(String object) {
        return Bodies.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private static ObjectNode delta(ObjectNode chunk, int index, @Nullable String finishReason) {
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        ObjectNode delta = choice.putObject("delta");
        choice.putNull("logprobs").put("finish_reason", finishReason);
        return delta;
    }

    private void toolCalls(ArrayNode calls, boolean indexed) {
        for (ToolCall call : answer.toolCalls()) {
            ObjectNode node = calls.addObject();
            if (indexed) {
                node.put("index", calls.size() - 1);
            }
            node.put("id", call.id()).put("type", "function");
            node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        }
    }

    private List<String> texts() {
        List<String> pieces = answer.pieces();
        if (groups == null || groups < 1 || pieces.isEmpty()) {
            return pieces;
        }
        return groups <= pieces.size() ? grouped(pieces, groups) : split(answer.text(), groups);
    }

    private static List<String> grouped(List<String> pieces, int groups) {
        List<String> texts = new ArrayList<>(groups);
        for (int at = 0; at < groups; at++) {
            int from = at * pieces.size() / groups;
            int to = (at + 1) * pieces.size() / groups;
            texts.add(String.join("", pieces.subList(from, to)));
        }
        return texts;
    }

    /// More chunks than tokens: single characters, then a filler, so that the number is exact.
    private static List<String> split(String text, int groups) {
        List<String> texts = new ArrayList<>(groups);
        for (int at = 0; at < groups; at++) {
            int from = Math.min(at, text.length());
            int to = at == groups - 1 ? text.length() : Math.min(at + 1, text.length());
            texts.add(from < to ? text.substring(from, to) : " .");
        }
        return texts;
    }
}
