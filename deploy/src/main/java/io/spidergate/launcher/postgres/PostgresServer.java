package io.spidergate.launcher.postgres;

import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.FileTree;
import io.spidergate.launcher.process.LogTail;
import io.spidergate.launcher.process.OwnSession;
import io.spidergate.launcher.process.ProcessRef;
import io.spidergate.launcher.process.Signals;
import io.spidergate.launcher.suite.Endpoint;
import io.spidergate.launcher.suite.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The suite's own PostgreSQL: its folder, its command line, and what an earlier run has left.
public final class PostgresServer {

    /// Of the binaries, which the parent build fixes.
    public static final String VERSION = "18.6";

    static final String SUPERUSER = "postgres";

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final long INITDB_SECONDS = 60;

    private final Path folder;
    private final Path log;
    private final PostgresBinaries binaries;

    public PostgresServer(Folders folders) {
        this.folder = folders.postgres();
        this.log = folders.log("postgres");
        this.binaries = PostgresBinaries.unpackedInto(folders.binaries());
    }

    /// Makes the data folder at the first start.
    ///
    /// @param superuserPassword file that holds it
    public void prepare(Path superuserPassword) {
        if (Files.exists(folder.resolve("PG_VERSION"))) {
            return;
        }
        try {
            Path staging = folder.resolveSibling("postgres.new");
            FileTree.delete(staging);
            refuseForeign();
            initialise(staging, superuserPassword);
            // Complete or absent: a start that was killed here begins anew.
            Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Refusal(
                    "PostgreSQL's folder %s cannot be made: %s.".formatted(folder, e.getMessage()));
        }
    }

    private void refuseForeign() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw corrupt();
            }
        }
        Files.delete(folder);
    }

    private void initialise(Path staging, Path superuserPassword) throws IOException {
        List<String> command =
                unprivileged(
                        List.of(
                                binaries.program("initdb").toString(),
                                "--pgdata=" + staging,
                                "--username=" + SUPERUSER,
                                "--auth=scram-sha-256",
                                "--pwfile=" + superuserPassword,
                                "--encoding=UTF8",
                                "--locale=C",
                                "--no-instructions"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        try {
            if (!process.waitFor(INITDB_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new Refusal(
                        "PostgreSQL's folder cannot be made: %s (log: %s)."
                                .formatted(String.join(" ", LogTail.last(log, 3)), log));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while PostgreSQL's folder was made.");
        }
    }

    /// Sized for one machine with the whole suite on it.
    public List<String> command(Endpoint endpoint) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                binaries.program("postgres").toString(),
                                "-D",
                                folder.toString(),
                                "-p",
                                Integer.toString(endpoint.port()),
                                "-h",
                                Endpoint.HOST,
                                "-k",
                                ""));
        for (String setting :
                List.of(
                        "shared_buffers=32MB",
                        "max_connections=80",
                        "max_wal_size=256MB",
                        "maintenance_work_mem=16MB",
                        "max_parallel_workers=2",
                        "autovacuum_max_workers=1",
                        "io_method=sync",
                        "jit=off",
                        "log_checkpoints=off",
                        "password_encryption=scram-sha-256")) {
            command.addAll(List.of("-c", setting));
        }
        return unprivileged(command);
    }

    /// Ends a server that an earlier run has left on this folder, whatever else was forgotten of
    /// it.
    public void stopLeftover() {
        Path pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try (Stream<String> lines = Files.lines(pidFile)) {
            lines.findFirst()
                    .filter(line -> line.strip().matches("\\d+"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                    .filter(PostgresServer::isPostgres)
                    .map(ProcessRef::of)
                    .ifPresent(PostgresServer::stop);
        } catch (IOException e) {
            throw new Refusal("%s cannot be read.".formatted(pidFile));
        }
    }

    public static void stop(ProcessRef server) {
        Signals.interrupt(server);
        Signals.awaitEnd(server, STOP_PATIENCE);
    }

    /// What to say when the server ends instead of starting.
    public Refusal corrupt() {
        return new Refusal(
                "The data folder %s cannot be used by PostgreSQL %s (log: %s); repair it, or start with --fresh, which deletes all data."
                        .formatted(folder, VERSION, log));
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(command -> command.endsWith("/postgres")).orElse(false);
    }

    /// PostgreSQL refuses to run as root. In a user namespace of its own it is nobody, to whom the
    /// folder still belongs.
    private static List<String> unprivileged(List<String> command) {
        if (!System.getProperty("user.name", "").equals("root")) {
            return command;
        }
        if (!OwnSession.onPath("unshare")) {
            throw new Refusal(
                    "PostgreSQL does not run as root, and there is no 'unshare' to change that; run ./spidergate as another user.");
        }
        List<String> prefixed = new ArrayList<>(List.of("unshare", "-U"));
        prefixed.addAll(command);
        return List.copyOf(prefixed);
    }
}
