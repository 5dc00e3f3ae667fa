package io.spidergate.gateway.feed;

import org.jspecify.annotations.Nullable;

/// Who listens to a compacted topic. All calls come from the feed's own thread, one after another.
///
/// A record may be told more than once and, after the broker has lost its log, older ones may
/// follow newer ones: a sink keeps what has the greatest version.
public interface FeedSink<V> {

    /// @param value null for a tombstone: the key is forgotten
    void heard(String key, @Nullable V value);

    /// All that the topic held when this process started has been told. Called once.
    default void caughtUp() {}
}
