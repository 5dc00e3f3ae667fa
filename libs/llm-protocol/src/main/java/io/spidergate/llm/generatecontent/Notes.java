package io.spidergate.llm.generatecontent;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What was left out, each sentence once, and not without end: a hostile body has thousands of
/// unknown fields.
final class Notes {

    private static final int MAX_NOTES = 50;
    private static final int MAX_NAME = 64;

    private final Set<String> notes = new LinkedHashSet<>();

    void add(String note) {
        if (notes.size() < MAX_NOTES) {
            notes.add(note);
        }
    }

    void leftOut(String what, String why) {
        add("%s was left out: %s".formatted(what, why));
    }

    List<String> all() {
        return List.copyOf(notes);
    }

    /// A caller's word in a length that fits into a note.
    static String shown(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
    }
}
