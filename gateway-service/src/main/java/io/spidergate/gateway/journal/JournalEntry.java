package io.spidergate.gateway.journal;

import io.spidergate.contracts.gateway.RequestEvent;
import java.util.concurrent.CompletableFuture;

/// What waits to be written.
sealed interface JournalEntry {

    RequestEvent event();

    /// A `kill -9` can no longer lose it.
    void safe();

    void refuse(String reason);

    /// What became of a request.
    ///
    /// @param done told when it is safe or refused
    record Told(RequestEvent event, CompletableFuture<Void> done) implements JournalEntry {

        @Override
        public void safe() {
            done.complete(null);
        }

        @Override
        public void refuse(String reason) {
            done.completeExceptionally(new JournalRefusal(reason));
        }
    }

    /// What is to be told of a request if this process ends before it does.
    ///
    /// @param sinceNanos when that began, on the clock of this process
    record UnderWay(RequestEvent event, long sinceNanos) implements JournalEntry {

        @Override
        public void safe() {
            // Nobody waits: until its provider has the request there is nothing to tell of it.
        }

        @Override
        public void refuse(String reason) {
            // The journal's state says so to everyone, and the request's end will be refused too.
        }
    }
}
