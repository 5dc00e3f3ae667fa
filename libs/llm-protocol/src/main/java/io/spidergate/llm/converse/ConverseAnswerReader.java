package io.spidergate.llm.converse;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerReader;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.MalformedReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads answers of Converse, plain and as events.
///
/// Rules: events and blocks of unknown type are ignored; an event named `…Exception` or `error` is
/// [AnswerPart.Broken]; `metadata`, which tells usage, comes after `messageStop` and ends a stream:
/// one that stops before it has its finish reason and counts as complete without usage.
public final class ConverseAnswerReader implements AnswerReader {

    private final ConverseReading blocks = new ConverseReading();
    private boolean finished;
    private boolean over;

    @Override
    public List<AnswerPart> plain(byte[] body) {
        return read(body, 0, body.length, this::whole);
    }

    @Override
    public List<AnswerPart> event(String name, byte[] buffer, int offset, int length) {
        return read(buffer, offset, length, (event, parts) -> event(name, event, parts));
    }

    /// What one body or one event adds to the parts.
    private interface Reading {
        void into(JsonNode root, List<AnswerPart> parts);
    }

    private List<AnswerPart> read(byte[] buffer, int offset, int length, Reading reading) {
        if (over) {
            return List.of();
        }
        List<AnswerPart> parts = new ArrayList<>(4);
        try {
            reading.into(Json.MAPPER.readTree(buffer, offset, length), parts);
        } catch (IOException broken) {
            parts.add(
                    new AnswerPart.Malformed(
                            "not a JSON object of converse: " + MalformedReason.of(broken)));
        }
        over = parts.stream().anyMatch(ConverseAnswerReader::isLast);
        return parts;
    }

    private static boolean isLast(AnswerPart part) {
        return part instanceof AnswerPart.Ended
                || part instanceof AnswerPart.Broken
                || part instanceof AnswerPart.Malformed;
    }

    private void whole(JsonNode answer, List<AnswerPart> parts) {
        JsonNode content = answer.path("output").path("message").path("content");
        if (!content.isArray()) {
            parts.add(
                    UpstreamErrors.of("", answer)
                            .orElseGet(() -> new AnswerPart.Malformed("neither output nor error")));
            return;
        }
        for (JsonNode block : content) {
            blocks.whole(block, parts);
        }
        finish(answer, parts);
        count(answer.path("usage"), parts);
        parts.add(new AnswerPart.Ended());
    }

    private void event(String name, JsonNode event, List<AnswerPart> parts) {
        if (name.equals("error") || name.toLowerCase(Locale.ROOT).endsWith("exception")) {
            parts.add(
                    new AnswerPart.Broken(
                            new UpstreamError(name, "", event.path("message").asText(""))));
            return;
        }
        switch (name) {
            case "contentBlockStart", "contentBlockDelta" -> {
                if (finished) {
                    parts.add(new AnswerPart.Malformed("content after the stop reason"));
                } else {
                    blocks.event(name, event, parts);
                }
            }
            case "contentBlockStop" -> blocks.end(parts);
            case "messageStop" -> {
                blocks.end(parts);
                finish(event, parts);
            }
            case "metadata" -> {
                count(event.path("usage"), parts);
                parts.add(new AnswerPart.Ended());
            }
            default -> {} // messageStart, and what is yet to be invented
        }
    }

    private void finish(JsonNode answer, List<AnswerPart> parts) {
        JsonNode reason = answer.path("stopReason");
        if (reason.isTextual() && !finished) {
            finished = true;
            parts.add(new AnswerPart.Finished(ConverseStop.read(reason.textValue())));
        }
    }

    /// `inputTokens` leaves out what was read from or written to the cache.
    private static void count(JsonNode usage, List<AnswerPart> parts) {
        if (usage.path("inputTokens").isNumber() || usage.path("outputTokens").isNumber()) {
            long cached = usage.path("cacheReadInputTokens").asLong();
            long prompt =
                    usage.path("inputTokens").asLong()
                            + cached
                            + usage.path("cacheWriteInputTokens").asLong();
            parts.add(
                    new AnswerPart.Counted(
                            new Usage(prompt, cached, usage.path("outputTokens").asLong(), 0)));
        }
    }
}
