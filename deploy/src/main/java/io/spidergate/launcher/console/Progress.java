package io.spidergate.launcher.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Lines that say what happens, each with the time since the command began.
public final class Progress {

    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final long began;

    public Progress(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    public static Progress toStandardError() {
        return new Progress(System.err, System::nanoTime);
    }

    public synchronized void say(String sentence) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", elapsed().toMillis() / 1000.0, sentence);
        out.flush();
    }

    public Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }
}
