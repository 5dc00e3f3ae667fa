package io.spidergate.traces.ingest;

import io.spidergate.traces.store.StoredTrace;

/// What a record's bytes turned out to be.
sealed interface Decoded {

    record Trace(StoredTrace trace) implements Decoded {}

    /// @param reason for the one who looks at the dead letters
    record Malformed(String reason) implements Decoded {}
}
