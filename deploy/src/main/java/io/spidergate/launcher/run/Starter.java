package io.spidergate.launcher.run;

import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.LogTail;
import io.spidergate.launcher.process.ProcessRef;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import io.spidergate.launcher.suite.PlannedPart;
import io.spidergate.launcher.suite.SuitePlan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Brings every part of a plan up, side by side; only those with tables wait for the database.
final class Starter {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long POLL_MS = 100;

    /// Sessions of a server that was killed need a moment to notice; until then a new one refuses.
    private static final int DATABASE_TRIES = 4;

    private static final long BEFORE_NEXT_TRY_MS = 1_000;
    private static final int SHOWN_LINES = 15;

    private final SuitePlan plan;
    private final Parts parts;
    private final Running running;
    private final Folders folders;
    private final Progress progress;
    private final CountDownLatch database = new CountDownLatch(1);

    /// Never counted down: what waits on it waits for time, or for the interrupt that ends it.
    private final CountDownLatch pause = new CountDownLatch(1);

    Starter(SuitePlan plan, Parts parts, Running running, Folders folders, Progress progress) {
        this.plan = plan;
        this.parts = parts;
        this.running = running;
        this.folders = folders;
        this.progress = progress;
    }

    /// Returns when all are ready; a part that is not ends the start with what it said last.
    void startAll() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> starts = new ArrayList<>();
            var completion = new ExecutorCompletionService<Void>(threads);
            for (PlannedPart part : plan.parts()) {
                starts.add(
                        completion.submit(() -> {
                            start(part);
                            return null;
                        }));
            }
            try {
                for (int i = 0; i < starts.size(); i++) {
                    completion.take().get();
                }
            } catch (ExecutionException e) {
                starts.forEach(start -> start.cancel(true));
                throw e.getCause() instanceof Refusal refusal
                        ? refusal
                        : new IllegalStateException("a start failed", e.getCause());
            } catch (InterruptedException e) {
                starts.forEach(start -> start.cancel(true));
                Thread.currentThread().interrupt();
                throw new Refusal("Interrupted while the suite started.");
            }
        }
    }

    private void start(PlannedPart part) throws InterruptedException {
        if (part.part().schema().isPresent()) {
            database.await();
        }
        int tries = part.part() == Part.POSTGRES ? DATABASE_TRIES : 1;
        while (!comesUp(part, tries == 1)) {
            tries--;
        }
        if (part.part() == Part.POSTGRES) {
            ensureRoles();
            database.countDown();
        }
        progress.say(part.name() + " is ready on port " + part.endpoint().port());
    }

    /// Whether the part is ready; a part that ends instead is refused when this was its last try.
    private boolean comesUp(PlannedPart part, boolean last) throws InterruptedException {
        ProcessHandle process = parts.start(part);
        running.started(part.name(), process);
        ProcessRef reference = ProcessRef.of(process);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Readiness.Answer answer = ask(part);
        while (!answer.ready()) {
            if (!reference.isAlive()) {
                if (last) {
                    throw ended(part);
                }
                pause.await(BEFORE_NEXT_TRY_MS, TimeUnit.MILLISECONDS);
                return false;
            }
            if (System.nanoTime() - deadline > 0) {
                throw late(part, answer.reason());
            }
            pause.await(POLL_MS, TimeUnit.MILLISECONDS);
            answer = ask(part);
        }
        return true;
    }

    private void ensureRoles() {
        try {
            parts.roles().ensure(parts.databasePasswords());
        } catch (SQLException e) {
            throw new Refusal(
                    "PostgreSQL refuses the roles of the services: %s (log: %s)."
                            .formatted(e.getMessage(), folders.log("postgres")));
        }
    }

    private Readiness.Answer ask(PlannedPart part) {
        if (part.part() == Part.POSTGRES) {
            return new Readiness.Answer(parts.roles().answers(), "it does not take connections");
        }
        return Readiness.of(part.part(), part.endpoint());
    }

    private Refusal ended(PlannedPart part) {
        showLog(part);
        return switch (part.part()) {
            case POSTGRES -> parts.postgres().corrupt();
            case KAFKA -> parts.kafka().corrupt();
            case GATEWAY, DASHBOARD, ROUTER, VAULT, BILLING, TRACES, SIMULATOR ->
                    new Refusal(
                            "%s ended while it started; its whole log is %s."
                                    .formatted(part.name(), folders.log(part.name())));
        };
    }

    private Refusal late(PlannedPart part, String reason) {
        showLog(part);
        return new Refusal(
                "%s was not ready within %d s (%s); its whole log is %s."
                        .formatted(
                                part.name(),
                                PATIENCE.toSeconds(),
                                reason,
                                folders.log(part.name())));
    }

    private void showLog(PlannedPart part) {
        List<String> lines = LogTail.last(folders.log(part.name()), SHOWN_LINES);
        lines.forEach(line -> progress.say("  " + part.name() + " | " + line));
    }
}
