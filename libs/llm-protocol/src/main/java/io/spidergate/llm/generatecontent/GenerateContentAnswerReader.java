package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.AnswerReader;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.MalformedReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads Google's answers, plain and in frames; a plain body may also be the array of all frames.
///
/// Rules: only the first candidate is read; a prompt that was blocked finishes with
/// [Finish#CONTENT_FILTER]; an `error` is [AnswerPart.Broken], before which the usage so far is
/// told.
///
/// The protocol has no end marker. Usage comes with every frame of Google's, but others send it
/// after the finish reason, so a stream ends ([AnswerPart.Ended]) with the first usage that comes
/// with or after the finish reason. Where none comes, usage of an earlier frame is told with the
/// finish reason, and the stream's own end ends the answer: that it is finished is known by then.
public final class GenerateContentAnswerReader implements AnswerReader {

    private static final List<String> KNOWN =
            List.of("candidates", "promptFeedback", "usageMetadata", "responseId", "modelVersion");

    private final IncomingParts content = new IncomingParts();
    private @Nullable Usage usage;
    private boolean finished;
    private boolean over;

    @Override
    public List<AnswerPart> plain(byte[] body) {
        List<AnswerPart> parts = new ArrayList<>(read(body, 0, body.length));
        if (!over) {
            over = true;
            parts.add(new AnswerPart.Ended());
        }
        return parts;
    }

    @Override
    public List<AnswerPart> event(String name, byte[] buffer, int offset, int length) {
        return read(buffer, offset, length);
    }

    private List<AnswerPart> read(byte[] buffer, int offset, int length) {
        List<AnswerPart> parts = new ArrayList<>(4);
        try {
            JsonNode root = Json.MAPPER.readTree(buffer, offset, length);
            for (JsonNode frame : root.isArray() ? root : List.of(root)) {
                if (!over) {
                    frame(frame, parts);
                }
            }
        } catch (IOException broken) {
            malformed("not a JSON object of an answer: " + MalformedReason.of(broken), parts);
        }
        return parts;
    }

    private void frame(JsonNode frame, List<AnswerPart> parts) {
        JsonNode error = frame.path("error");
        if (error.isObject() || error.isTextual()) {
            broken(new AnswerPart.Broken(UpstreamError.ofErrorField(error)), parts);
            return;
        }
        if (KNOWN.stream().noneMatch(frame::has)) {
            malformed("neither candidates nor usage nor error", parts);
            return;
        }
        Optional<Usage> counted = UsageMetadata.read(frame.path("usageMetadata"));
        counted.ifPresent(latest -> usage = latest);
        candidate(frame, parts);
        end(counted.isPresent(), parts);
    }

    private void candidate(JsonNode frame, List<AnswerPart> parts) {
        JsonNode candidate = first(frame.path("candidates"));
        int before = parts.size();
        content.read(
                candidate.path("content").path("parts"),
                frame.path("responseId").asText(""),
                parts);
        if (finished) {
            if (parts.size() > before) {
                parts.subList(before, parts.size()).clear();
                malformed("content after the finish reason", parts);
            }
            return;
        }
        finish(candidate, parts);
        if (!finished && !over && isBlocked(frame, candidate)) {
            finished = true;
            parts.add(new AnswerPart.Finished(Finish.CONTENT_FILTER));
        }
    }

    /// A frame has one candidate, or one for each that was asked for, told apart by `index`.
    private static JsonNode first(JsonNode candidates) {
        JsonNode candidate = candidates.path(0);
        return candidate.path("index").asInt() == 0 ? candidate : candidates.path(-1);
    }

    private static boolean isBlocked(JsonNode frame, JsonNode candidate) {
        return candidate.isMissingNode()
                && frame.path("promptFeedback").path("blockReason").isTextual();
    }

    private void finish(JsonNode candidate, List<AnswerPart> parts) {
        String word = candidate.path("finishReason").asText("");
        if (word.isEmpty()) {
            return;
        }
        String message = candidate.path("finishMessage").asText("");
        switch (FinishWord.read(word, content.hasCalls(), message)) {
            case AnswerPart.Broken broken -> broken(broken, parts);
            case AnswerPart reason -> {
                finished = true;
                parts.add(reason);
            }
        }
    }

    private void end(boolean counted, List<AnswerPart> parts) {
        if (!finished || over) {
            return;
        }
        boolean justFinished = parts.stream().anyMatch(AnswerPart.Finished.class::isInstance);
        if (usage != null && (counted || justFinished)) {
            parts.add(new AnswerPart.Counted(usage));
        }
        if (counted) {
            over = true;
            parts.add(new AnswerPart.Ended());
        }
    }

    private void broken(AnswerPart.Broken broken, List<AnswerPart> parts) {
        over = true;
        Stream.ofNullable(usage).map(AnswerPart.Counted::new).forEach(parts::add);
        parts.add(broken);
    }

    private void malformed(String reason, List<AnswerPart> parts) {
        over = true;
        parts.add(new AnswerPart.Malformed(reason));
    }
}
