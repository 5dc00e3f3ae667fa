package io.spidergate.llm.messages;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Thinking;
import io.spidergate.llm.json.FieldCheck;
import java.util.List;
import java.util.Set;

/// Reads `thinking` and `output_config`: how much to think, and what the answer must look like.
///
/// Rule for the two that speak of thinking: a budget and `disabled` win over `effort`, which is
/// then left out with a note; `adaptive` with an effort is that effort.
final class OutputFields {

    private static final List<String> KINDS =
            List.of("enabled", "disabled", "adaptive", "between_tools");
    private static final List<String> EFFORTS = List.of("low", "medium", "high", "xhigh", "max");
    private static final int MIN_BUDGET = 1_024;

    private final FieldCheck check;
    private final Set<String> notes;
    private final JsonNode thinking;
    private final JsonNode config;

    /// What `output_config.format` was called before.
    private final JsonNode format;

    OutputFields(FieldCheck check, Set<String> notes, ObjectNode body) {
        this.check = check;
        this.notes = notes;
        this.thinking = body.path("thinking");
        this.config = body.path("output_config");
        this.format = body.path("output_format");
    }

    Thinking thinking() {
        JsonNode effort = config.path("effort");
        if (!absent(effort)) {
            check.oneOf("output_config.effort", effort, EFFORTS);
        }
        if (absent(thinking)) {
            return absent(effort) ? new Thinking.Unsaid() : new Thinking.Effort(effort.asText());
        }
        check.object("thinking", thinking);
        check.oneOf("thinking.type", thinking.path("type"), KINDS);
        return switch (thinking.path("type").asText()) {
            case "enabled" -> without(effort, budget());
            case "adaptive" ->
                    absent(effort) ? new Thinking.Adaptive() : new Thinking.Effort(effort.asText());
            default -> without(effort, new Thinking.Off());
        };
    }

    private Thinking budget() {
        JsonNode budget = thinking.path("budget_tokens");
        if (absent(budget)) {
            check.missing("thinking.budget_tokens");
        }
        check.integer("thinking.budget_tokens", budget, MIN_BUDGET, Integer.MAX_VALUE);
        return new Thinking.Budget(budget.asInt());
    }

    private Thinking without(JsonNode effort, Thinking stronger) {
        if (!absent(effort)) {
            notes.add("output_config.effort was left out: thinking says more");
        }
        return stronger;
    }

    AnswerForm form() {
        check.object("output_config", config);
        config.fieldNames()
                .forEachRemaining(field -> {
                    if (!field.equals("effort") && !field.equals("format")) {
                        notes.add("output_config.%s was left out".formatted(ShortName.of(field)));
                    }
                });
        return absent(config.path("format"))
                ? form("output_format", format)
                : form("output_config.format", config.path("format"));
    }

    private AnswerForm form(String at, JsonNode wanted) {
        if (absent(wanted)) {
            return new AnswerForm.Text();
        }
        check.object(at, wanted);
        check.oneOf(at + ".type", wanted.path("type"), List.of("json_schema"));
        check.requiredObject(at + ".schema", wanted.path("schema"));
        return new AnswerForm.JsonSchema("answer", wanted.path("schema"), true);
    }
}
