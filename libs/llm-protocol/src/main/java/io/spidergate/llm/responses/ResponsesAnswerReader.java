package io.spidergate.llm.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerReader;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.MalformedReason;
import io.spidergate.llm.sse.SseEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads Responses answers, plain and streamed.
///
/// Texts come from deltas, from `response.output_item.done` or from the `output` of the last event,
/// whichever tells them first, and once. Refusals are texts. What a provider did by tools of its
/// own is left out.
public final class ResponsesAnswerReader implements AnswerReader {

    private static final String DONE = "[DONE]";

    private final IncomingItems items = new IncomingItems();
    private boolean over;

    @Override
    public List<AnswerPart> plain(byte[] body) {
        try {
            return whole(Json.MAPPER.readTree(body));
        } catch (IOException broken) {
            return malformed("not a JSON object: " + MalformedReason.of(broken));
        }
    }

    @Override
    public List<AnswerPart> event(String name, byte[] buffer, int offset, int length) {
        if (over || isDone(buffer, offset, length)) {
            return List.of();
        }
        try {
            JsonNode event = Json.MAPPER.readTree(buffer, offset, length);
            String named = name.equals(SseEvent.MESSAGE) ? "" : name;
            return event(event.path("type").asText(named), event);
        } catch (IOException broken) {
            return malformed("not a JSON object: " + MalformedReason.of(broken));
        }
    }

    private List<AnswerPart> event(String type, JsonNode event) {
        switch (type) {
            case "response.output_item.added" -> items.added(event);
            case "response.output_item.done" -> items.done(event);
            case "response.completed", "response.incomplete" -> {
                return ended(event.path("response"), type.endsWith("incomplete"));
            }
            case "response.failed", "response.cancelled", "error" -> {
                return broken(event);
            }
            case "" -> {
                return event.hasNonNull("error")
                        ? broken(event)
                        : malformed("an event has no type");
            }
            default -> delta(type, event);
        }
        return items.take();
    }

    private void delta(String type, JsonNode event) {
        String item = IncomingItem.typeOf(type);
        if (!item.isEmpty()) {
            items.delta(item, event);
        }
    }

    /// Servers that are not OpenAI may leave out `status`.
    private List<AnswerPart> whole(JsonNode response) {
        String status = response.path("status").asText("completed");
        boolean failed = status.equals("failed") || status.equals("cancelled");
        if (failed || response.hasNonNull("error")) {
            return broken(response);
        }
        if (!response.path("output").isArray()) {
            return malformed("no output");
        }
        return status.equals("completed") || status.equals("incomplete")
                ? ended(response, status.equals("incomplete"))
                : malformed("the answer is neither completed nor incomplete");
    }

    private List<AnswerPart> ended(JsonNode response, boolean incomplete) {
        over = true;
        items.all(response.path("output"));
        List<AnswerPart> parts = new ArrayList<>(items.take());
        parts.add(new AnswerPart.Finished(finish(response, incomplete)));
        if (response.path("usage").isObject()) {
            parts.add(new AnswerPart.Counted(usage(response.path("usage"))));
        }
        parts.add(new AnswerPart.Ended());
        return parts;
    }

    /// Other limits than that of tokens are limits as well; some servers say `completed` and give a
    /// reason why it is not.
    private Finish finish(JsonNode response, boolean incomplete) {
        String reason = response.path("incomplete_details").path("reason").asText("");
        if (incomplete || !reason.isEmpty()) {
            return reason.equals("content_filter") ? Finish.CONTENT_FILTER : Finish.LENGTH;
        }
        return items.calls() > 0 ? Finish.TOOL_CALLS : Finish.STOP;
    }

    private static Usage usage(JsonNode usage) {
        return new Usage(
                usage.path("input_tokens").asLong(),
                usage.path("input_tokens_details").path("cached_tokens").asLong(),
                usage.path("output_tokens").asLong(),
                usage.path("output_tokens_details").path("reasoning_tokens").asLong());
    }

    /// The error stands in the response, in the event, or is the event.
    private List<AnswerPart> broken(JsonNode event) {
        over = true;
        JsonNode response = event.has("response") ? event.path("response") : event;
        JsonNode error = response.path("error");
        UpstreamError told =
                error.isObject() || error.isTextual()
                        ? UpstreamError.ofErrorField(error)
                        : new UpstreamError(
                                "",
                                response.path("code").asText(response.path("status").asText("")),
                                response.path("message").asText(""));
        return List.of(new AnswerPart.Broken(told));
    }

    private List<AnswerPart> malformed(String reason) {
        over = true;
        return List.of(new AnswerPart.Malformed(reason));
    }

    private static boolean isDone(byte[] buffer, int offset, int length) {
        return length < 10
                && new String(buffer, offset, length, StandardCharsets.UTF_8).strip().equals(DONE);
    }
}
