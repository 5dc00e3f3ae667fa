package io.spidergate.gateway.journal;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads bodies back from disk, one journal file at a time: those of a file are wanted one after
/// another, as their records lie.
///
/// Used by one thread.
final class SpilledBodies {

    private final ArtemisRecords records;
    private final PendingEvents pending;
    private final Map<Long, byte[]> read = new HashMap<>();
    private long fileId = Long.MIN_VALUE;

    SpilledBodies(ArtemisRecords records, PendingEvents pending) {
        this.records = records;
        this.pending = pending;
    }

    /// Null when no file has it, as may be for a moment while the journal compacts its files.
    byte @Nullable [] body(long id) throws IOException {
        byte[] known = read.remove(id);
        if (known != null) {
            return known;
        }
        byte[] ahead = search(id, fileId);
        return ahead != null ? ahead : search(id, Long.MIN_VALUE);
    }

    private byte @Nullable [] search(long id, long from) throws IOException {
        List<Long> files = records.fileIds().stream().filter(file -> file >= from).toList();
        for (Long file : files) {
            Map<Long, byte[]> bodies = records.read(file, pending::contains);
            byte[] found = bodies.remove(id);
            if (found != null) {
                fileId = file;
                read.clear();
                read.putAll(bodies);
                return found;
            }
        }
        return null;
    }
}
