package io.spidergate.simulator.gemini;

import io.spidergate.llm.json.FieldCheck;
import io.spidergate.llm.json.InvalidField;
import io.spidergate.simulator.wire.Reading;
import java.util.Optional;

/// Keeps the first thing that is wrong with a request, in Google's words.
final class Objections {

    /// Found by the parser, and so told field by field too.
    private static final String VIOLATION = "field_violation";

    private static final String RULE = "rule";

    private final FieldCheck check = new FieldCheck();

    Optional<Reading.Wrong> first() {
        InvalidField found = check.found();
        return found == null ? Optional.empty() : Optional.of(Reading.Wrong.of(found));
    }

    void unknownName(String name, String path) {
        check.fail(
                path,
                "Invalid JSON payload received. Unknown name \"%s\"%s: Cannot find field."
                        .formatted(name, path.isEmpty() ? "" : " at '" + path + "'"),
                VIOLATION);
    }

    void notRepeating(String path) {
        int dot = path.lastIndexOf('.');
        String parent = dot < 0 ? "" : path.substring(0, dot);
        check.fail(
                parent,
                ("Invalid JSON payload received. Unknown name \"%s\" at '%s': Proto field is not"
                                + " repeating, cannot start list.")
                        .formatted(path.substring(dot + 1), parent),
                VIOLATION);
    }

    void invalidValue(String path, String what) {
        check.fail(path, "Invalid value at '%s' %s".formatted(path, what), VIOLATION);
    }

    /// What the rules for a field say.
    void field(String path, String words) {
        check.fail(path, "* GenerateContentRequest.%s: %s\n".formatted(path, words), RULE);
    }

    /// What the rules for a conversation say, which name no field.
    void say(String words) {
        check.fail("", words, RULE);
    }
}
