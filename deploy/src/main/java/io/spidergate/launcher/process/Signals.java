package io.spidergate.launcher.process;

import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a process to end, and makes it end when it does not.
public final class Signals {

    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private static final long LOOK_EVERY_MS = 100;

    private Signals() {}

    /// Sends `SIGINT`, with which PostgreSQL closes its sessions instead of waiting for them.
    public static void interrupt(ProcessRef process) {
        if (process.isAlive()) {
            try {
                new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid())
                        .inheritIO()
                        .start()
                        .waitFor();
            } catch (IOException e) {
                process.find().ifPresent(ProcessHandle::destroy);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public static void terminate(ProcessRef process) {
        process.find().ifPresent(ProcessHandle::destroy);
    }

    /// Whether it ended by itself within `patience`; otherwise it was killed.
    public static boolean awaitEnd(ProcessRef process, Duration patience) {
        if (ends(process, patience)) {
            return true;
        }
        process.find().ifPresent(ProcessHandle::destroyForcibly);
        ends(process, AFTER_KILL);
        return false;
    }

    private static boolean ends(ProcessRef process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<ProcessHandle> handle = process.find();
        while (handle.isPresent() && System.nanoTime() - deadline < 0) {
            look(handle.get());
            handle = process.find();
        }
        return handle.isEmpty();
    }

    /// Waits a moment, or until the process ends: the system tells that of our own children at
    /// once.
    private static void look(ProcessHandle handle) {
        try {
            handle.onExit().get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Still there: the caller looks again.
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot watch process " + handle.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while process %d ended.".formatted(handle.pid()));
        }
    }
}
