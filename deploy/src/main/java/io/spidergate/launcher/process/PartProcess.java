package io.spidergate.launcher.process;

import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Starts one process of the suite, its output going to its log.
public final class PartProcess {

    private static final long LOG_TURNS_AT = 10L * 1024 * 1024;

    /// What a part may know of the person's environment; provider keys and the launcher's own
    /// settings are not among it.
    private static final Set<String> INHERITED =
            Set.of(
                    "PATH",
                    "HOME",
                    "USER",
                    "LOGNAME",
                    "LANG",
                    "LC_ALL",
                    "TZ",
                    "TMPDIR",
                    "HTTP_PROXY",
                    "HTTPS_PROXY",
                    "NO_PROXY",
                    "http_proxy",
                    "https_proxy",
                    "no_proxy",
                    "SSL_CERT_FILE",
                    "JAVA_TOOL_OPTIONS");

    private PartProcess() {}

    /// @param environment added to the little that is inherited
    public static ProcessHandle start(
            List<String> command, Map<String, String> environment, Path log) {
        try {
            turn(log);
            ProcessBuilder builder = new ProcessBuilder(OwnSession.command(command));
            builder.environment().keySet().retainAll(INHERITED);
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true);
            // What a part writes without being told where stays inside the data folder.
            builder.directory(
                    Objects.requireNonNull(log.getParent(), "a log is in a folder").toFile());
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            return builder.start().toHandle();
        } catch (IOException e) {
            throw new Refusal(
                    "%s cannot be started: %s.".formatted(command.getFirst(), e.getMessage()));
        }
    }

    /// What of the person's environment configures services and goes to each of them.
    public static Map<String, String> configuration(
            Map<String, String> environment, Set<String> launcherOwn) {
        Map<String, String> passed = new HashMap<>();
        environment.forEach((name, value) -> {
            boolean configures = name.startsWith("SPIDERGATE_") || name.startsWith("QUARKUS_");
            if (configures && !launcherOwn.contains(name)) {
                passed.put(name, value);
            }
        });
        return Map.copyOf(passed);
    }

    private static void turn(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_TURNS_AT) {
            Files.move(
                    log,
                    log.resolveSibling(log.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
