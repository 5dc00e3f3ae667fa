package io.spidergate.llm.generatecontent;

import io.spidergate.llm.json.FieldCheck;
import java.util.Set;

/// What the parts of a request's reader share: what is wrong so far, and what was left out so far.
record RequestCheck(FieldCheck fields, Notes notes) {

    /// Google allows 64 or 128, by endpoint; the provider has the last word.
    static final int MAX_NAME = 128;

    boolean clean() {
        return fields.clean();
    }

    /// Refuses what would make the answer another one if it were left out.
    void refuse(Field field, String why) {
        fields.fail(
                field.at(),
                "%s is not supported: %s".formatted(field.at(), why),
                FieldCheck.UNSUPPORTED);
    }

    void wrong(Field field, String message) {
        fields.fail(field.at(), "%s %s".formatted(field.at(), message), FieldCheck.INVALID_VALUE);
    }

    /// A text that may be empty.
    String text(Field field) {
        if (field.isAbsent()) {
            fields.missing(field.at());
        }
        fields.string(field.at(), field.value());
        return field.value().asText();
    }

    /// @return whether it is an array that may be walked through
    boolean walkable(Field field) {
        if (!field.isAbsent() && !field.value().isArray()) {
            fields.wrongType(field.at(), "an array", field.value());
        }
        return clean() && field.value().isArray();
    }

    /// Clients are ahead of any list: what is not known is left out and told.
    ///
    /// @param known in camel case
    void noteUnknown(Field parent, Set<String> known) {
        for (Field field : parent.fields()) {
            if (!field.isAbsent() && !known.contains(field.name())) {
                notes.leftOut(Notes.shown(field.at()), "it has no place in other protocols");
            }
        }
    }
}
