package io.spidergate.gateway.admission.jwt;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Where JWTs are verified that were not seen before: beside the event loops, on half of the
/// processors, and never with more of them waiting than can be done in about a tenth of a second.
/// So a flood of made-up JWTs delays neither those that were verified nor agent tokens.
final class VerificationPool implements Executor, AutoCloseable {

    private static final int WAITING = 500;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    VerificationPool() {
        int size = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        Thread.ofPlatform().daemon().name("jwt-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// @throws java.util.concurrent.RejectedExecutionException when too many wait already
    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
