package io.spidergate.launcher.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a part that runs in a JVM, sized so that the whole suite fits a small
/// machine.
///
/// @param java the `java` command that the launcher itself runs with
public record JavaCommand(Path java) {

    private static final List<String> SMALL =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-Xss512k",
                    "-XX:MinHeapFreeRatio=10",
                    "-XX:MaxHeapFreeRatio=25",
                    "-XX:-ShrinkHeapInSteps",
                    // What the compiler used and freed would otherwise stay with the process.
                    "-XX:TrimNativeHeapInterval=5000",
                    "-XX:-UsePerfData",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    public List<String> of(Part part, List<String> what) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(SMALL);
        command.add("-Xmx" + heap(part));
        // Only the data plane earns the optimising compiler's memory, and room for what a third of
        // a second of full load leaves behind: with the few megabytes that a smaller heap gives to
        // the young, one twelfth of its time would go into collecting them. The heap must begin
        // larger than they are, or they begin as small as it does.
        if (part == Part.GATEWAY) {
            command.add("-Xms96m");
            command.add("-Xmn64m");
            // Two fifths of them for what a collection finds alive: bodies of requests under way
            // must not grow old for want of room, since the old are collected seldom.
            command.add("-XX:SurvivorRatio=3");
            // What its classes take in the end: on the way there each step would collect all.
            command.add("-XX:MetaspaceSize=96m");
        } else {
            command.add("-Xms16m");
            command.add("-XX:TieredStopAtLevel=1");
            command.add("-XX:ReservedCodeCacheSize=48m");
        }
        command.addAll(what);
        return List.copyOf(command);
    }

    private static String heap(Part part) {
        return switch (part) {
            case GATEWAY -> "320m";
            case KAFKA -> "160m";
            case TRACES, BILLING, ROUTER -> "128m";
            case DASHBOARD, VAULT, SIMULATOR, POSTGRES -> "96m";
        };
    }
}
