package io.spidergate.dashboard.peers;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// A question on its way.
public final class Asked<T> {

    private final Peer peer;
    private final Future<Answer<T>> future;

    Asked(Peer peer, Future<Answer<T>> future) {
        this.peer = peer;
        this.future = future;
    }

    public Answer<T> answer() {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Away<>(peer, "interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking " + peer.service() + " failed", e.getCause());
        }
    }
}
