package io.spidergate.llm.messages;

/// A caller's own word in a note, short enough for a trace.
final class ShortName {

    private static final int MAX = 64;

    private ShortName() {}

    static String of(String name) {
        return name.length() <= MAX ? name : name.substring(0, MAX) + "…";
    }
}
