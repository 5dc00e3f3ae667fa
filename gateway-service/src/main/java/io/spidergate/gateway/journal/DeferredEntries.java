package io.spidergate.gateway.journal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Requests under way of which nothing is written yet. For one thread.
///
/// A request that ends at once needs no record of having been under way; one that lasts gets it
/// when it is this old.
final class DeferredEntries {

    private final long nanos;
    private final LinkedHashMap<String, Due> entries = new LinkedHashMap<>();

    private record Due(JournalEntry.UnderWay entry, long atNanos) {}

    /// @param nanos how long each is put off
    DeferredEntries(long nanos) {
        this.nanos = nanos;
    }

    void add(JournalEntry.UnderWay entry) {
        String request = entry.event().requestId().value();
        // Last in line, also where an earlier attempt of the request waits: time must not go back.
        entries.remove(request);
        entries.put(request, new Due(entry, entry.sinceNanos() + nanos));
    }

    void ended(String request) {
        entries.remove(request);
    }

    /// One whose time has come, or null.
    JournalEntry.@Nullable UnderWay due(long nowNanos) {
        Iterator<Due> oldestFirst = entries.values().iterator();
        if (!oldestFirst.hasNext()) {
            return null;
        }
        Due oldest = oldestFirst.next();
        if (nowNanos - oldest.atNanos() < 0) {
            return null;
        }
        oldestFirst.remove();
        return oldest.entry();
    }

    /// Nanoseconds until the next one's time comes, as many as there are where none waits.
    long untilDue(long nowNanos) {
        return entries.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(1, entries.firstEntry().getValue().atNanos() - nowNanos);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }
}
