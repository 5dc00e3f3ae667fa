package io.spidergate.gateway.journal;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which record stands for each request that is under way. Changed by one thread.
///
/// Laws: of one request at most one such record counts, the newest; once its end is told, none. A
/// request whose end could not be told keeps its record, and so its share of the journal, until the
/// next process tells of it.
final class RecordsUnderWay {

    private final Map<String, Held> records = new HashMap<>();
    private volatile long bytes;

    private record Held(long id, int bytes) {}

    /// @return the record that this one replaces, or null
    @Nullable Long begins(String requestId, long record, int size) {
        return replaced(records.put(requestId, new Held(record, size)), size);
    }

    /// @return the record that is no longer needed, or null
    @Nullable Long ends(String requestId) {
        return replaced(records.remove(requestId), 0);
    }

    private @Nullable Long replaced(@Nullable Held former, int added) {
        bytes = bytes + added - (former == null ? 0 : former.bytes());
        return former == null ? null : former.id();
    }

    /// Of all of them on disk; readable by any thread.
    long bytes() {
        return bytes;
    }
}
