package io.spidergate.llm.responses;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Sampling;
import io.spidergate.llm.conversation.Thinking;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How the answer is to look, to be thought about and to be drawn.
///
/// Rules: `reasoning.summary` is accepted and left out, for thoughts are shown wherever a provider
/// shows them; `text.verbosity` only tunes and is left out with a note. `safety_identifier` stands
/// for the `user` that it replaces.
final class OutputFields {

    private static final List<String> FORMATS = List.of("text", "json_object", "json_schema");
    private static final List<String> EFFORTS =
            List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
    private static final List<String> SUMMARIES = List.of("auto", "concise", "detailed");

    private final RequestCheck check;
    private final ObjectNode body;

    OutputFields(RequestCheck check, ObjectNode body) {
        this.check = check;
        this.body = body;
    }

    AnswerForm form() {
        JsonNode text = body.path("text");
        check.fields().object("text", text);
        if (text.hasNonNull("verbosity")) {
            check.notes().add("text.verbosity was left out");
        }
        JsonNode format = text.path("format");
        if (absent(format)) {
            return new AnswerForm.Text();
        }
        check.fields().object("text.format", format);
        check.fields().oneOf("text.format.type", format.path("type"), FORMATS);
        return switch (format.path("type").asText()) {
            case "json_object" -> new AnswerForm.JsonObject();
            case "json_schema" -> schema(format);
            default -> new AnswerForm.Text();
        };
    }

    private AnswerForm schema(JsonNode format) {
        check.fields()
                .requiredString("text.format.name", format.path("name"), RequestCheck.MAX_NAME);
        check.fields().requiredObject("text.format.schema", format.path("schema"));
        check.fields().bool("text.format.strict", format.path("strict"));
        return new AnswerForm.JsonSchema(
                format.path("name").asText(),
                format.path("schema"),
                format.path("strict").asBoolean());
    }

    Thinking thinking() {
        JsonNode reasoning = body.path("reasoning");
        check.fields().object("reasoning", reasoning);
        if (!absent(reasoning.path("summary"))) {
            check.fields().oneOf("reasoning.summary", reasoning.path("summary"), SUMMARIES);
        }
        JsonNode effort = reasoning.path("effort");
        if (absent(effort)) {
            return new Thinking.Unsaid();
        }
        check.fields().oneOf("reasoning.effort", effort, EFFORTS);
        return effort.asText().equals("none")
                ? new Thinking.Off()
                : new Thinking.Effort(effort.asText());
    }

    Sampling sampling() {
        check.fields().number("temperature", body.path("temperature"), 0, 2);
        check.fields().number("top_p", body.path("top_p"), 0, 1);
        check.fields()
                .integer("max_output_tokens", body.path("max_output_tokens"), 1, Integer.MAX_VALUE);
        check.fields().string("user", body.path("user"));
        check.fields().string("safety_identifier", body.path("safety_identifier"));
        return new Sampling(
                body.hasNonNull("max_output_tokens")
                        ? OptionalInt.of(body.path("max_output_tokens").intValue())
                        : OptionalInt.empty(),
                number("temperature"),
                number("top_p"),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                List.of(),
                text("user").or(() -> text("safety_identifier")));
    }

    private OptionalDouble number(String name) {
        return body.hasNonNull(name)
                ? OptionalDouble.of(body.path(name).doubleValue())
                : OptionalDouble.empty();
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(body.path(name).textValue());
    }
}
