package io.spidergate.llm.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/// Says where foreign JSON is broken without quoting it, since it may hold what a caller wrote.
final class MalformedReason {

    private MalformedReason() {}

    static String of(IOException broken) {
        return broken instanceof JsonProcessingException json && json.getLocation() != null
                ? "broken at byte %d".formatted(json.getLocation().getByteOffset())
                : String.valueOf(broken.getMessage());
    }
}
