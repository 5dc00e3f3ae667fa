package io.spidergate.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A tenant: whatever belongs to one workspace is invisible to every other.
public record WorkspaceId(@JsonValue String value) {

    /// Where everything is that nobody has put elsewhere.
    public static final WorkspaceId DEFAULT = new WorkspaceId("ws_default");

    private static final Predicate<String> FORM =
            Pattern.compile("ws_[a-z0-9_-]{1,61}").asMatchPredicate();

    /// What a name must look like, for people.
    public static final String FORM_IN_WORDS = "'ws_' and 1 to 61 of a-z, 0-9, '_', '-'";

    /// Whether somebody may choose this name.
    public static boolean isWellFormed(String value) {
        return FORM.test(value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkspaceId {
        value = Ids.require("ws_", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
