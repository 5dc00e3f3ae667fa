package io.spidergate.llm.sse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One event with its own copy of the data, for code that keeps events.
///
/// @param name the `event:` field, or `message` where the stream gave none
/// @param data UTF-8 bytes; lines are joined by a line feed
@SuppressWarnings("ArrayRecordComponent") // equality is by content, see below
public record SseEvent(String name, byte[] data) {

    /// What an event is called that names itself nothing.
    public static final String MESSAGE = "message";

    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SseEvent event
                && name.equals(event.name)
                && Arrays.equals(data, event.data);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "SseEvent[" + name + ", " + data.length + " bytes]";
    }
}
