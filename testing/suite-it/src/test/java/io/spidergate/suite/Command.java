package io.spidergate.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One command line as a person would run it, with what it printed and how it ended.
record Command(List<String> line, int exitCode, String out, String err) {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    static Command run(Path folder, Map<String, String> environment, List<String> line) {
        try {
            Path out = Files.createTempFile("suite-it", ".out");
            Path err = Files.createTempFile("suite-it", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(line)
                            .directory(folder.toFile())
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "%s did not end within %s; it printed%n%s%n%s"
                                .formatted(
                                        line, LIMIT, Files.readString(out), Files.readString(err)));
            }
            return new Command(line, process.exitValue(), taken(out), taken(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + line, e);
        }
    }

    /// What it printed on standard output, when it succeeded.
    String succeeded() {
        if (exitCode != 0) {
            throw new AssertionError(
                    "%s ended with %d: %s%n%s%n%s"
                            .formatted(line, exitCode, lastWords(), out, err));
        }
        return out.strip();
    }

    /// Why it failed, on one line: summaries of test runs show no more than the first.
    private String lastWords() {
        return err.strip().lines().reduce("", (_, last) -> last);
    }

    private static String taken(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Files.delete(file);
        return text;
    }
}
