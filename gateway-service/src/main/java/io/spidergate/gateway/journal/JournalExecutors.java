package io.spidergate.gateway.journal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.activemq.artemis.utils.ExecutorFactory;
import org.apache.activemq.artemis.utils.actors.ArtemisExecutor;
import org.apache.activemq.artemis.utils.actors.OrderedExecutorFactory;

/// Where the journal does its work: appends in the thread that asks for them, one at a time; what
/// may take long, opening files and compaction, on threads of their own: compaction waits for
/// files, so on one thread it would wait for itself, and with it all appends.
///
/// Left alone the journal hands each append to a pool, and to wake a thread of it costs more than
/// the append.
final class JournalExecutors implements ExecutorFactory, AutoCloseable {

    /// At its start the journal asks for an executor for files, one for compaction, and one for
    /// appends, in this order.
    private static final int APPENDS = 3;

    private final ExecutorService background =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("journal-files-", 0).factory());
    private final ExecutorFactory ordered = new OrderedExecutorFactory(background);
    private int asked;

    @Override
    public synchronized ArtemisExecutor getExecutor() {
        asked++;
        return asked == APPENDS ? new InTurn() : ordered.getExecutor();
    }

    @Override
    public void close() {
        background.shutdown();
    }

    private static final class InTurn implements ArtemisExecutor {

        private final ReentrantLock turn = new ReentrantLock();

        @Override
        public void execute(Runnable append) {
            turn.lock();
            try {
                append.run();
            } finally {
                turn.unlock();
            }
        }
    }
}
