package io.spidergate.llm.transcriptions;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.llm.json.CheckedBody;
import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.InvalidField;
import io.spidergate.llm.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks the form of one request. What is not known here goes through, as it may be a provider's.
final class TranscriptionFields {

    /// Fields that there is one of; each is a text in the form.
    private static final Set<String> SINGLE =
            Set.of(
                    "model",
                    "language",
                    "prompt",
                    "response_format",
                    "temperature",
                    "stream",
                    "spidergate_options");

    private static final int MOST_DIGITS = 32;

    private final FieldCheck check = new FieldCheck();
    private final ObjectNode fields = Json.MAPPER.createObjectNode();
    private @Nullable FormPart file;

    CheckedBody<TranscriptionRequest> read(List<FormPart> parts) {
        parts.forEach(this::take);
        FormPart recording = file;
        if (recording == null) {
            check.missing("file");
            recording = FormPart.field("file", "");
        } else {
            size(recording);
        }
        check.requiredString("model", fields.path("model"), 512);
        convert();
        TranscriptForm form = form();
        SpidergateOptions options = options();
        InvalidField wrong = check.found();
        return wrong == null
                ? new CheckedBody.Valid<>(
                        new TranscriptionRequest(parts, recording, fields, form, options))
                : new CheckedBody.Invalid<>(wrong);
    }

    private void take(FormPart part) {
        if (part.name().equals("file")) {
            once("file", file == null);
            file = part;
        } else if (SINGLE.contains(part.name())) {
            once(part.name(), !fields.has(part.name()));
            fields.put(part.name(), part.text());
        }
    }

    private void once(String field, boolean first) {
        if (!first) {
            check.fail(field, field + " is given more than once", FieldCheck.INVALID_VALUE);
        }
    }

    private void size(FormPart recording) {
        int bytes = recording.length();
        if (!recording.isFile()) {
            check.fail(
                    "file", "file must be a file with a name, not a text", FieldCheck.INVALID_TYPE);
        }
        if (bytes == 0 || bytes > TranscriptionRequest.MOST_BYTES) {
            check.fail(
                    "file",
                    "file must have between 1 and %d bytes, not %d"
                            .formatted(TranscriptionRequest.MOST_BYTES, bytes),
                    FieldCheck.INVALID_VALUE);
        }
    }

    /// From texts to what they mean.
    private void convert() {
        JsonNode temperature = fields.path("temperature");
        if (!absent(temperature)) {
            fields.set("temperature", number(temperature));
            check.number("temperature", fields.path("temperature"), 0, 1);
        }
        JsonNode stream = fields.path("stream");
        if (!absent(stream)) {
            check.oneOf("stream", stream, List.of("true", "false"));
            fields.put("stream", stream.asText().equals("true"));
        }
    }

    /// The text itself where it is no number, or none of a sane length; the check then tells.
    private static JsonNode number(JsonNode text) {
        String digits = text.asText();
        try {
            return digits.length() > MOST_DIGITS
                    ? text
                    : DoubleNode.valueOf(Double.parseDouble(digits));
        } catch (NumberFormatException _) {
            return text;
        }
    }

    private TranscriptForm form() {
        JsonNode asked = fields.path("response_format");
        if (absent(asked)) {
            return TranscriptForm.JSON;
        }
        List<String> forms =
                Arrays.stream(TranscriptForm.values()).map(TranscriptForm::wireName).toList();
        check.oneOf("response_format", asked, forms);
        TranscriptForm form = TranscriptForm.of(asked.asText()).orElse(TranscriptForm.JSON);
        if (fields.path("stream").asBoolean() && !form.isStreamed()) {
            check.wrongValue(
                    "response_format", "json or diarized_json where stream is true", asked);
        }
        return form;
    }

    private SpidergateOptions options() {
        JsonNode text = fields.path("spidergate_options");
        return absent(text)
                ? SpidergateOptions.NONE
                : SpidergateOptions.read(parsed(text.asText()), check);
    }

    private JsonNode parsed(String json) {
        try {
            JsonNode tree = Json.MAPPER.readTree(json);
            return tree instanceof MissingNode ? new TextNode(json) : tree;
        } catch (JsonProcessingException _) {
            check.fail(
                    "spidergate_options",
                    "spidergate_options must be a JSON object",
                    FieldCheck.INVALID_VALUE);
            return MissingNode.getInstance();
        }
    }
}
