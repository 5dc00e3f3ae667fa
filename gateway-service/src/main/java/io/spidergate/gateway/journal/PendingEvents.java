package io.spidergate.gateway.journal;

import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The events that are safe on disk and not yet in Kafka, in the order of their records.
///
/// Bodies are held in memory up to a limit; beyond it only their sizes are, so that a long outage
/// of Kafka costs disk and not memory. What Kafka refuses for good is set aside: it stays on disk
/// and counts towards the journal's limit, but waits for nothing in this process.
final class PendingEvents {

    /// @param body null when it has to be read from disk
    record Entry(long id, int size, long appendedAtMs, byte @Nullable [] body) {}

    private final ConcurrentSkipListMap<Long, Entry> entries = new ConcurrentSkipListMap<>();
    private final Map<Long, Entry> setAside = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong bytesInMemory = new AtomicLong();
    private final AtomicLong count = new AtomicLong();
    private final long memoryBytes;

    PendingEvents(long memoryBytes) {
        this.memoryBytes = memoryBytes;
    }

    void add(long id, byte[] body, long appendedAtMs) {
        boolean keep = bytesInMemory.addAndGet(body.length) <= memoryBytes;
        if (!keep) {
            bytesInMemory.addAndGet(-body.length);
        }
        entries.put(id, new Entry(id, body.length, appendedAtMs, keep ? body : null));
        bytes.addAndGet(body.length);
        count.incrementAndGet();
    }

    /// False when it was not there.
    boolean remove(long id) {
        Entry entry = entries.remove(id);
        if (entry == null) {
            return false;
        }
        bytes.addAndGet(-entry.size());
        count.decrementAndGet();
        if (entry.body() != null) {
            bytesInMemory.addAndGet(-entry.size());
        }
        return true;
    }

    /// False when it was not there.
    boolean setAside(long id) {
        Entry entry = entries.get(id);
        if (entry == null || !remove(id)) {
            return false;
        }
        setAside.put(id, new Entry(id, entry.size(), entry.appendedAtMs(), null));
        bytes.addAndGet(entry.size());
        return true;
    }

    long countSetAside() {
        return setAside.size();
    }

    /// The next one behind `id`, or null.
    @Nullable Entry after(long id) {
        Map.Entry<Long, Entry> next = entries.higherEntry(id);
        return next == null ? null : next.getValue();
    }

    @Nullable Entry get(long id) {
        return entries.get(id);
    }

    NavigableSet<Long> ids() {
        return entries.navigableKeySet();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    long count() {
        return count.get();
    }

    /// Of all that lies on disk, what is set aside among it.
    long bytes() {
        return bytes.get();
    }

    /// Zero when there is none.
    long oldestAgeMs(long nowMs) {
        Map.Entry<Long, Entry> first = entries.firstEntry();
        return first == null ? 0 : Math.max(0, nowMs - first.getValue().appendedAtMs());
    }
}
