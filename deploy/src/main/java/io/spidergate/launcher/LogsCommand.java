package io.spidergate.launcher;

import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.LogTail;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `logs`: what a part has said.
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Shows the log of a part.")
final class LogsCommand implements Callable<Integer> {

    private static final long LOOK_EVERY_MS = 200;

    @Mixin private final SettingsOptions options = new SettingsOptions();

    @Parameters(paramLabel = "SERVICE", description = "Such as gateway, router, kafka, launcher.")
    private String service = "";

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "200",
            description = "How many lines from the end; ${DEFAULT-VALUE} where absent.")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written from now on, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws InterruptedException {
        Folders folders = new Folders(options.read().data());
        Path log = folders.log(name());
        if (!service.matches("[a-z0-9-]+") || !Files.exists(log)) {
            throw new Refusal(
                    "There is no log of '%s'; there are %s.".formatted(service, names(folders)));
        }
        long size = LogTail.size(log);
        LogTail.last(log, lines).forEach(System.out::println);
        if (follow) {
            LogTail tail = new LogTail(log, size);
            CountDownLatch never = new CountDownLatch(1);
            while (!never.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                tail.copyTo(System.out);
            }
        }
        return 0;
    }

    /// A service is known by its short name and by its full one.
    private String name() {
        return Arrays.stream(Part.values())
                .filter(part -> part.service().filter(service::equals).isPresent())
                .findFirst()
                .map(Part::label)
                .orElse(service);
    }

    private static String names(Folders folders) {
        try (Stream<Path> files = Files.list(folders.logs())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.substring(0, name.length() - ".log".length()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            return "none yet";
        }
    }
}
