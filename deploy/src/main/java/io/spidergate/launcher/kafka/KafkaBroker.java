package io.spidergate.launcher.kafka;

import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.LogTail;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.JavaCommand;
import io.spidergate.launcher.suite.Part;
import io.spidergate.launcher.suite.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.AppInfoParser;

/// The suite's own broker: its folder, its settings file, its command line.
public final class KafkaBroker {

    private static final long FORMAT_SECONDS = 60;

    private final Folders folders;
    private final JavaCommand java;
    private final String classpath;

    /// @param classpath on which the broker's classes are; the launcher's own has them
    public KafkaBroker(Folders folders, JavaCommand java, String classpath) {
        this.folders = folders;
        this.java = java;
        this.classpath = classpath;
    }

    public static String version() {
        return AppInfoParser.getVersion();
    }

    /// Writes the settings; formats the log folder at the first start.
    public void prepare(Ports ports) {
        try {
            Files.createDirectories(folders.kafka());
            Files.writeString(
                    settings(),
                    KafkaProperties.text(
                            KafkaProperties.of(
                                    ports.of(Part.KAFKA).port(), ports.kafkaController(), logs())));
            Files.writeString(
                    logging(),
                    """
                    level=WARN
                    handlers=CONSOLE
                    handler.CONSOLE=org.jboss.logmanager.handlers.ConsoleHandler
                    handler.CONSOLE.properties=autoFlush
                    handler.CONSOLE.autoFlush=true
                    handler.CONSOLE.formatter=PLAIN
                    formatter.PLAIN=org.jboss.logmanager.formatters.PatternFormatter
                    formatter.PLAIN.properties=pattern
                    formatter.PLAIN.pattern=%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c] %s%e%n
                    """);
            if (!Files.exists(logs().resolve("meta.properties"))) {
                format();
            }
        } catch (IOException e) {
            throw new Refusal(
                    "Kafka's folder %s cannot be made: %s."
                            .formatted(folders.kafka(), e.getMessage()));
        }
    }

    public List<String> command() {
        return java(List.of("kafka.Kafka", settings().toString()));
    }

    /// What to say when the broker ends instead of starting.
    public Refusal corrupt() {
        return new Refusal(
                "The data folder %s cannot be used by Kafka %s (log: %s); repair it, or start with --fresh, which deletes all data."
                        .formatted(logs(), version(), folders.log("kafka")));
    }

    private void format() throws IOException {
        Process process =
                new ProcessBuilder(
                                java(
                                        List.of(
                                                "kafka.tools.StorageTool",
                                                "format",
                                                "--ignore-formatted",
                                                "--cluster-id",
                                                Uuid.randomUuid().toString(),
                                                "--config",
                                                settings().toString())))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(folders.log("kafka").toFile()))
                        .start();
        try {
            if (!process.waitFor(FORMAT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new Refusal(
                        "Kafka's folder cannot be made: %s (log: %s)."
                                .formatted(
                                        String.join(" ", LogTail.last(folders.log("kafka"), 3)),
                                        folders.log("kafka")));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while Kafka's folder was made.");
        }
    }

    private List<String> java(List<String> main) {
        List<String> what =
                new ArrayList<>(
                        List.of("-Dlogging.configuration=" + logging().toUri(), "-cp", classpath));
        what.addAll(main);
        return java.of(Part.KAFKA, what);
    }

    private Path settings() {
        return folders.kafka().resolve("broker.properties");
    }

    private Path logging() {
        return folders.kafka().resolve("logging.properties");
    }

    private Path logs() {
        return folders.kafka().resolve("data");
    }
}
