package io.spidergate.gateway.journal;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final int BUFFER_BYTES = 1 << 20;

    /// By the first number that each holds.
    private final TreeMap<Long, PendingSegment> segments = new TreeMap<>();

    /// What is added behind time, as an earlier process's interrupted requests are.
    private final TreeMap<Long, Entry> late = new TreeMap<>();

    private final Map<Long, Entry> setAside = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong count = new AtomicLong();
    private final long memoryBytes;
    private long bufferBytes;
    private byte @Nullable [] spare;

    PendingEvents(long memoryBytes) {
        this.memoryBytes = memoryBytes;
    }

    synchronized void add(long id, byte[] body, long appendedAtMs) {
        Map.Entry<Long, PendingSegment> last = segments.lastEntry();
        if (last != null && last.getValue().last() >= id) {
            late.put(id, new Entry(id, body.length, appendedAtMs, null));
        } else if (last == null || !last.getValue().add(id, body, appendedAtMs)) {
            PendingSegment next = new PendingSegment(buffer(body.length));
            next.add(id, body, appendedAtMs);
            segments.put(id, next);
        }
        bytes.addAndGet(body.length);
        count.incrementAndGet();
    }

    /// Null where as many bodies are in memory as may be.
    private byte @Nullable [] buffer(int atLeast) {
        byte[] kept = spare;
        if (kept != null && kept.length >= atLeast) {
            spare = null;
            return kept;
        }
        long size = Math.max(atLeast, Math.min(BUFFER_BYTES, memoryBytes));
        if (bufferBytes + size > memoryBytes) {
            return null;
        }
        bufferBytes += size;
        return new byte[Math.toIntExact(size)];
    }

    private void giveBack(byte @Nullable [] buffer) {
        if (buffer == null) {
            return;
        }
        if (spare == null && buffer.length == BUFFER_BYTES) {
            spare = buffer;
        } else {
            bufferBytes -= buffer.length;
        }
    }

    /// False when it was not there.
    synchronized boolean remove(long id) {
        Entry early = late.remove(id);
        int size = early == null ? removeInOrder(id) : early.size();
        if (size < 0) {
            return false;
        }
        bytes.addAndGet(-size);
        count.decrementAndGet();
        return true;
    }

    private int removeInOrder(long id) {
        Map.Entry<Long, PendingSegment> holder = segments.floorEntry(id);
        int size = holder == null ? -1 : holder.getValue().remove(id);
        if (holder != null && holder.getValue().isEmpty()) {
            segments.remove(holder.getKey());
            giveBack(holder.getValue().bodies());
        }
        return size;
    }

    /// False when it was not there.
    synchronized boolean setAside(long id) {
        Entry entry = get(id);
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
    synchronized @Nullable Entry after(long id) {
        Map.Entry<Long, Entry> early = late.higherEntry(id);
        Entry next = afterInOrder(id);
        return early != null && (next == null || early.getKey() < next.id())
                ? early.getValue()
                : next;
    }

    private @Nullable Entry afterInOrder(long id) {
        Map.Entry<Long, PendingSegment> here = segments.floorEntry(id);
        Entry next = here == null ? null : here.getValue().after(id);
        if (next != null) {
            return next;
        }
        // No row is empty.
        Map.Entry<Long, PendingSegment> behind = segments.higherEntry(id);
        return behind == null ? null : behind.getValue().after(id);
    }

    synchronized @Nullable Entry get(long id) {
        Entry early = late.get(id);
        Map.Entry<Long, PendingSegment> holder = segments.floorEntry(id);
        return early != null || holder == null ? early : holder.getValue().get(id);
    }

    synchronized boolean contains(long id) {
        Map.Entry<Long, PendingSegment> holder = segments.floorEntry(id);
        return late.containsKey(id) || (holder != null && holder.getValue().contains(id));
    }

    boolean isEmpty() {
        return count() == 0;
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
        Entry first = after(Long.MIN_VALUE);
        return first == null ? 0 : Math.max(0, nowMs - first.appendedAtMs());
    }
}
