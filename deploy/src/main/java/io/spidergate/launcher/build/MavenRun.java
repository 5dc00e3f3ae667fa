package io.spidergate.launcher.build;

import io.spidergate.launcher.console.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One run of Maven: all of its output goes to a log, each line also to a listener.
public final class MavenRun {

    /// The name of the thread stands before the level where a run asks for it.
    private static final Pattern ERROR =
            Pattern.compile("^(?:\\[[^\\]]+\\] )?\\[ERROR\\] (.*\\S.*)$");

    private final Path root;
    private final Path log;

    public MavenRun(Path root, Path log) {
        this.root = root;
        this.log = log;
    }

    /// The exit code. Ends Maven with this process.
    public int run(List<String> arguments, Consumer<String> listener) {
        List<String> command = new ArrayList<>();
        command.add(root.resolve(".mvn/mvn.sh").toString());
        command.addAll(List.of("-B", "-ntp"));
        command.addAll(arguments);
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.directory(root.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process maven = builder.start();
            Thread cleaner = new Thread(() -> end(maven), "end-maven");
            Runtime.getRuntime().addShutdownHook(cleaner);
            try (BufferedReader output =
                            new BufferedReader(
                                    new InputStreamReader(
                                            maven.getInputStream(), StandardCharsets.UTF_8));
                    Writer copy = Files.newBufferedWriter(log)) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    copy.write(line + System.lineSeparator());
                    listener.accept(line);
                }
            }
            int code = maven.waitFor();
            forget(cleaner);
            return code;
        } catch (IOException e) {
            throw new Refusal("Maven cannot be run: %s.".formatted(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while Maven ran.");
        }
    }

    private static void end(Process maven) {
        maven.descendants().forEach(ProcessHandle::destroy);
        maven.destroy();
    }

    private static void forget(Thread cleaner) {
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException e) {
            // The launcher is ending: the hook runs already.
            return;
        }
    }

    /// The lines that say what went wrong, at most `limit`.
    public List<String> errors(int limit) {
        try (var lines = Files.lines(log)) {
            return lines.map(ERROR::matcher)
                    .filter(Matcher::find)
                    .map(error -> "[ERROR] " + error.group(1))
                    .filter(line -> !line.contains("[Help") && !line.contains("Re-run Maven"))
                    .limit(limit)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
