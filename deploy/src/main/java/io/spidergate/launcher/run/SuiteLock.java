package io.spidergate.launcher.run;

import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Held by the one launcher that runs a suite in a data folder; the system gives it back when that
/// launcher ends, however it ends.
final class SuiteLock {

    private final FileChannel channel;

    private SuiteLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Empty while another launcher holds it.
    static Optional<SuiteLock> take(Path runFolder) {
        Path file = runFolder.resolve("lock");
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new SuiteLock(channel));
        } catch (IOException e) {
            throw new Refusal("The lock %s cannot be taken: %s.".formatted(file, e.getMessage()));
        }
    }

    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Refusal("The lock cannot be released: %s.".formatted(e.getMessage()));
        }
    }
}
