package io.spidergate.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A process of this machine, told apart from a later one of the same number by when it started.
public record ProcessRef(long pid, Instant startedAt) {

    /// Start times are counted from the boot, whose instant may be corrected while we run.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public static ProcessRef of(ProcessHandle handle) {
        return new ProcessRef(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
    }

    public static ProcessRef current() {
        return of(ProcessHandle.current());
    }

    public boolean isSame(ProcessRef other) {
        return pid == other.pid
                && Duration.between(startedAt, other.startedAt).abs().compareTo(TOLERANCE) <= 0;
    }

    /// The process, while it runs.
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> !hasEndedUnnoticed(handle.pid()))
                .filter(handle -> isSame(of(handle)));
    }

    /// An orphan that nobody has waited for still has its number, in containers without an init for
    /// good.
    private static boolean hasEndedUnnoticed(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            return Files.exists(stat) && isZombie(Files.readString(stat));
        } catch (IOException e) {
            // It ended between the two looks.
            return true;
        }
    }

    /// The state follows the name, which is in brackets and may hold any character (proc(5)).
    static boolean isZombie(String stat) {
        int name = stat.lastIndexOf(')');
        return name >= 0 && stat.startsWith("Z", Math.min(stat.length(), name + 2));
    }

    public boolean isAlive() {
        return find().isPresent();
    }
}
