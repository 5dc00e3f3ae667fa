package io.spidergate.gateway.journal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A row of pending events, in the order of their records: numbers in arrays, and their bodies one
/// behind the other in one buffer. An object for each would, where Kafka is slow, live long enough
/// to be kept among the old, where the collector looks seldom.
///
/// Not thread-safe.
final class PendingSegment {

    static final int MOST = 1_024;

    private static final int REMOVED = -1;

    private final long[] ids = new long[MOST];
    private final int[] sizes = new int[MOST];
    private final long[] times = new long[MOST];
    private final int[] starts = new int[MOST];
    private final byte @Nullable [] bodies;
    private int length;
    private int used;
    private int live;

    /// @param bodies where bodies go; null where there is no room for them in memory
    PendingSegment(byte @Nullable [] bodies) {
        this.bodies = bodies;
    }

    /// Only behind all others; where another row has to be begun for it, false.
    boolean add(long id, byte[] body, long appendedAtMs) {
        if (length == MOST || (bodies != null && bodies.length - used < body.length)) {
            return false;
        }
        ids[length] = id;
        sizes[length] = body.length;
        times[length] = appendedAtMs;
        starts[length] = used;
        if (bodies != null) {
            System.arraycopy(body, 0, bodies, used, body.length);
            used += body.length;
        }
        length++;
        live++;
        return true;
    }

    /// Null when it is not there.
    PendingEvents.@Nullable Entry get(long id) {
        int at = Arrays.binarySearch(ids, 0, length, id);
        return at < 0 || sizes[at] == REMOVED ? null : entry(at);
    }

    /// The first one behind `id`, or null.
    PendingEvents.@Nullable Entry after(long id) {
        int found = Arrays.binarySearch(ids, 0, length, id);
        for (int at = found < 0 ? -found - 1 : found + 1; at < length; at++) {
            if (sizes[at] != REMOVED) {
                return entry(at);
            }
        }
        return null;
    }

    /// @return its size, negative when it was not there
    int remove(long id) {
        int at = Arrays.binarySearch(ids, 0, length, id);
        if (at < 0 || sizes[at] == REMOVED) {
            return REMOVED;
        }
        int size = sizes[at];
        sizes[at] = REMOVED;
        live--;
        return size;
    }

    boolean contains(long id) {
        int at = Arrays.binarySearch(ids, 0, length, id);
        return at >= 0 && sizes[at] != REMOVED;
    }

    boolean isEmpty() {
        return live == 0;
    }

    long last() {
        return ids[length - 1];
    }

    byte @Nullable [] bodies() {
        return bodies;
    }

    private PendingEvents.Entry entry(int at) {
        byte[] body =
                bodies == null
                        ? null
                        : Arrays.copyOfRange(bodies, starts[at], starts[at] + sizes[at]);
        return new PendingEvents.Entry(ids[at], sizes[at], times[at], body);
    }
}
