package io.spidergate.gateway.journal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/// A process that appends events and says which appends completed, until it is killed.
final class KilledAppender {

    private KilledAppender() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int from = Integer.parseInt(arguments[1]);
        // Unbuffered, so that a line that the parent reads was complete before the kill.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        DiskJournal journal =
                new DiskJournal(
                        Events.settings(directory),
                        DiskJournalTest.NO_KAFKA,
                        Events.WRITER,
                        Clock.systemUTC());
        journal.start();
        out.println("ready");
        for (int number = from; ; number++) {
            int appended = number;
            journal.append(Events.withPrompt(number, "p".repeat(number * 37 % 4_000)))
                    .whenComplete((done, failure) ->
                            out.println(
                                    failure == null
                                            ? "safe " + appended
                                            : "refused " + failure.getMessage()));
            if (number % 50 == 0) {
                Thread.yield();
            }
        }
    }
}
