package io.spidergate.llm.responses;

import static io.spidergate.llm.json.FieldCheck.absent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.json.FieldCheck;

/// What the parts of a request's reader share: what is wrong so far, what was left out so far, and
/// how functions are called.
record RequestCheck(FieldCheck fields, Notes notes, ToolNames names) {

    /// OpenAI allows 64, others 128; the provider has the last word.
    static final int MAX_NAME = 128;

    static final int MAX_CALL_ID = 512;

    boolean clean() {
        return fields.clean();
    }

    /// Refuses what would make the answer another one if it were left out.
    void refuse(String field, String message) {
        fields.fail(field, message, FieldCheck.UNSUPPORTED);
    }

    /// A text that may be empty.
    String text(String at, JsonNode value) {
        if (absent(value)) {
            fields.missing(at);
        }
        fields.string(at, value);
        return value.asText();
    }

    /// @return whether it is an array that may be walked through
    boolean array(String at, JsonNode value, String expected) {
        if (!absent(value) && !value.isArray()) {
            fields.wrongType(at, expected, value);
        }
        return clean() && value.isArray();
    }
}
