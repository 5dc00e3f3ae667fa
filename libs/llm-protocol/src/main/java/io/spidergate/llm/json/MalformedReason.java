package io.spidergate.llm.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/// Says where foreign JSON is broken without quoting it, since it may hold what a caller wrote.
public final class MalformedReason {

    private MalformedReason() {}

    public static String of(IOException broken) {
        return broken instanceof JsonProcessingException json && json.getLocation() != null
                ? "broken at byte %d".formatted(json.getLocation().getByteOffset())
                : String.valueOf(broken.getMessage());
    }
}
