package io.spidergate.gateway.caller;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of large bodies are in memory at once, over all event loops. Who finds no room is
/// told to come back: a gateway that runs out of memory would fail everybody.
///
/// A body is held until its request is answered, for it may have to be sent to another provider.
final class BodyRoom {

    private final AtomicLong free;

    BodyRoom(long bytes) {
        this.free = new AtomicLong(bytes);
    }

    boolean take(long bytes) {
        if (free.addAndGet(-bytes) >= 0) {
            return true;
        }
        giveBack(bytes);
        return false;
    }

    void giveBack(long bytes) {
        free.addAndGet(bytes);
    }
}
