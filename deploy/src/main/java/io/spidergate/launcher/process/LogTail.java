package io.spidergate.launcher.process;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The end of a log, and what is appended to it.
public final class LogTail {

    private static final int LOOK_BACK = 64 * 1024;

    private final Path log;
    private long read;

    /// Follows from `from` on, in bytes.
    public LogTail(Path log, long from) {
        this.log = log;
        this.read = from;
    }

    public static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    public static List<String> last(Path log, int lines) {
        long size = size(log);
        List<String> all = new LogTail(log, Math.max(0, size - LOOK_BACK)).next().lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    /// Writes what was appended since the last call.
    public void copyTo(PrintStream out) {
        String text = next();
        if (!text.isEmpty()) {
            out.print(text);
            out.flush();
        }
    }

    private String next() {
        long size = size(log);
        // A log that was turned starts anew.
        read = size < read ? 0 : read;
        if (size == read) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(read);
            byte[] bytes = new byte[(int) Math.min(size - read, Integer.MAX_VALUE / 4)];
            file.readFully(bytes);
            read += bytes.length;
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
