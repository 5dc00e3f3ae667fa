package io.spidergate.llm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.Protocol;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerReader;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.conversation.Seal;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.MalformedReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads chat completions, plain and in chunks, with the liberties that providers take: thoughts as
/// `reasoning`, `reasoning_content` or parts of the content, usage in `x_groq`, calls without
/// index.
///
/// Rules: only the first choice is read; a call's pieces must come together, and pieces for a call
/// after another has begun are malformed; `[DONE]` ends, and so does the end of a plain body.
public final class ChatAnswerReader implements AnswerReader {

    private final ChatCalls calls = new ChatCalls();

    @Override
    public List<AnswerPart> plain(byte[] body) {
        List<AnswerPart> parts = read(body, 0, body.length, "message");
        if (!parts.isEmpty() && isFault(parts.getLast())) {
            return parts;
        }
        List<AnswerPart> whole = new ArrayList<>(parts);
        whole.add(new AnswerPart.Ended());
        return whole;
    }

    private static boolean isFault(AnswerPart part) {
        return part instanceof AnswerPart.Broken || part instanceof AnswerPart.Malformed;
    }

    @Override
    public List<AnswerPart> event(String name, byte[] buffer, int offset, int length) {
        return ChatChunk.Marker.isDone(buffer, offset, length)
                ? List.of(new AnswerPart.Ended())
                : read(buffer, offset, length, "delta");
    }

    private List<AnswerPart> read(byte[] buffer, int offset, int length, String said) {
        try {
            JsonNode root = Json.MAPPER.readTree(buffer, offset, length);
            Optional<JsonNode> error = error(root);
            return error.isPresent()
                    ? List.of(new AnswerPart.Broken(UpstreamError.ofErrorField(error.get())))
                    : parts(root, said);
        } catch (IOException broken) {
            return malformed("not a JSON object of a completion: " + MalformedReason.of(broken));
        }
    }

    private static Optional<JsonNode> error(JsonNode root) {
        for (JsonNode error : List.of(root.path("error"), root.path("x_groq").path("error"))) {
            if (error.isObject() || error.isTextual()) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }

    private List<AnswerPart> parts(JsonNode root, String said) {
        JsonNode choices = root.path("choices");
        var usage =
                ChatUsage.read(root.path("usage"))
                        .or(() -> ChatUsage.read(root.path("x_groq").path("usage")));
        if (!choices.isArray() && usage.isEmpty()) {
            return malformed("neither choices nor usage nor error");
        }
        List<AnswerPart> parts = new ArrayList<>(4);
        JsonNode choice = choices.path(0);
        message(choice.path(said), parts);
        finish(choice.path("finish_reason").asText(""), parts);
        usage.ifPresent(counted -> parts.add(new AnswerPart.Counted(counted)));
        return parts;
    }

    private void message(JsonNode message, List<AnswerPart> parts) {
        thought(
                message.path("reasoning_content").asText(message.path("reasoning").asText("")),
                parts);
        content(message.path("content"), parts);
        text(message.path("refusal").asText(""), parts);
        for (JsonNode detail : message.path("reasoning_details")) {
            if (detail.path("type").asText().equals(ChatSeals.ENCRYPTED)) {
                Seal.read(detail.path("data").asText(), Protocol.CHAT_COMPLETIONS)
                        .ifPresent(seal -> parts.add(new AnswerPart.ThoughtSealed(seal)));
            }
        }
        message.path("tool_calls").forEach(call -> calls.read(call, parts));
    }

    /// Magistral answers with an array of text and thinking parts.
    private static void content(JsonNode content, List<AnswerPart> parts) {
        if (!content.isArray()) {
            text(content.asText(""), parts);
            return;
        }
        for (JsonNode part : content) {
            part.path("thinking").forEach(piece -> thought(piece.path("text").asText(""), parts));
            text(part.path("text").asText(""), parts);
        }
    }

    private static void thought(String text, List<AnswerPart> parts) {
        if (!text.isEmpty()) {
            parts.add(new AnswerPart.Thought(text));
        }
    }

    private static void text(String text, List<AnswerPart> parts) {
        if (!text.isEmpty()) {
            parts.add(new AnswerPart.Text(text));
        }
    }

    private static void finish(String reason, List<AnswerPart> parts) {
        switch (reason) {
            case "" -> {}
            case "length" -> parts.add(new AnswerPart.Finished(Finish.LENGTH));
            case "tool_calls", "function_call" ->
                    parts.add(new AnswerPart.Finished(Finish.TOOL_CALLS));
            case "content_filter" -> parts.add(new AnswerPart.Finished(Finish.CONTENT_FILTER));
            // OpenRouter, where its own upstream gave up
            case "error" ->
                    parts.add(
                            new AnswerPart.Broken(
                                    new UpstreamError("", "", "the answer ended in an error")));
            default -> parts.add(new AnswerPart.Finished(Finish.STOP));
        }
    }

    private static List<AnswerPart> malformed(String reason) {
        return List.of(new AnswerPart.Malformed(reason));
    }
}
