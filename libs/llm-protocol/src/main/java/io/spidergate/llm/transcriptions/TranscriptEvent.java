package io.spidergate.llm.transcriptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.DocumentAnswer;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.JsonBody;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One event of words that are told as they are heard.
public sealed interface TranscriptEvent {

    String DELTA = "transcript.text.delta";
    String DONE = "transcript.text.done";

    /// @param text is empty for events that tell of something else, such as who speaks
    record Words(String text) implements TranscriptEvent {}

    /// All has been heard.
    record Done(@Nullable Usage usage) implements TranscriptEvent {}

    record Failed(UpstreamError error) implements TranscriptEvent {}

    record Malformed(String reason) implements TranscriptEvent {}

    /// Never throws, whatever the bytes.
    static TranscriptEvent read(byte[] data) {
        if (!(JsonBody.parse(data) instanceof JsonBody.Parsed(ObjectNode event, var _))) {
            return new Malformed("it is not a JSON object");
        }
        return switch (event.path("type").asText("")) {
            case DONE -> new Done(DocumentAnswer.usage(event.path("usage")));
            case DELTA -> new Words(event.path("delta").asText());
            case "", "error" -> failed(data);
            default -> new Words("");
        };
    }

    private static TranscriptEvent failed(byte[] data) {
        Optional<UpstreamError> error = UpstreamError.read(data);
        return error.<TranscriptEvent>map(Failed::new)
                .orElseGet(() -> new Malformed("it has no type"));
    }

    static byte[] delta(String text) {
        return Json.bytes(Json.MAPPER.createObjectNode().put("type", DELTA).put("delta", text));
    }

    static byte[] done(String text, @Nullable Usage usage) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("type", DONE).put("text", text);
        if (usage != null) {
            event.set("usage", told(usage));
        }
        return Json.bytes(event);
    }

    private static JsonNode told(Usage usage) {
        return Json.MAPPER
                .createObjectNode()
                .put("type", "tokens")
                .put("input_tokens", usage.prompt())
                .put("output_tokens", usage.completion())
                .put("total_tokens", usage.prompt() + usage.completion());
    }
}
