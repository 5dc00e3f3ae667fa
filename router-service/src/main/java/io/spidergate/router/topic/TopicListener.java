package io.spidergate.router.topic;

import org.jspecify.annotations.Nullable;

/// What a reader of a topic does with what it reads; always called by the same thread.
public interface TopicListener {

    /// Reading starts, perhaps not for the first time: what was heard before will be heard again.
    void restarted();

    /// @param value absent for a tombstone
    void record(@Nullable String key, byte @Nullable [] value);

    /// All that was in the topic when reading started has been heard. Called once a start.
    void caughtUp();

    /// The topic cannot be read now; another try follows.
    void unreachable(String reason);
}
