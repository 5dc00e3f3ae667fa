package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.conversation.AnswerForm;

/// What the text of the answer must look like: `responseMimeType`, `responseSchema` and
/// `responseJsonSchema` (with an underscore in front in older documents).
///
/// Rules: a schema asks for JSON by itself. It is not strict in the sense of other protocols, which
/// refuse schemas then that Google takes; Google itself always holds answers to it.
final class FormFields {

    /// Google's schemas have no names.
    private static final String NAME = "answer";

    private final RequestCheck check;

    FormFields(RequestCheck check) {
        this.check = check;
    }

    AnswerForm read(Field config) {
        Field type = config.field("responseMimeType");
        check.fields().string(type.at(), type.value());
        Field google = config.field("responseSchema");
        Field json =
                config.has("responseJsonSchema")
                        ? config.field("responseJsonSchema")
                        : config.field("_responseJsonSchema");
        check.fields().object(google.at(), google.value());
        check.fields().object(json.at(), json.value());
        if (!google.isAbsent() && !json.isAbsent()) {
            check.wrong(json, "and %s exclude each other".formatted(google.at()));
        }
        if (!json.isAbsent()) {
            return schema(json.value());
        }
        return google.isAbsent() ? ofType(type) : schema(GoogleSchema.toJsonSchema(google.value()));
    }

    private static AnswerForm schema(JsonNode schema) {
        return new AnswerForm.JsonSchema(NAME, schema, false);
    }

    private AnswerForm ofType(Field type) {
        return switch (type.value().asText("")) {
            case "", "text/plain", "null" -> new AnswerForm.Text();
            case "application/json" -> new AnswerForm.JsonObject();
            default -> {
                check.refuse(type, "only text/plain and application/json are");
                yield new AnswerForm.Text();
            }
        };
    }
}
