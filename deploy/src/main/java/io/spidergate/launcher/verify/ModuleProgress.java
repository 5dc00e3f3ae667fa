package io.spidergate.launcher.verify;

import io.spidergate.launcher.console.Progress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns Maven's output into one line a module.
final class ModuleProgress {

    private static final Pattern BUILDING =
            Pattern.compile("\\[INFO\\] Building (\\S+) \\S+\\s+\\[(\\d+)/(\\d+)\\]");
    private static final Pattern TESTS =
            Pattern.compile(
                    "Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+)\\s*$");

    private final Progress progress;
    private String module = "";
    private Tally tally = Tally.NONE;

    ModuleProgress(Progress progress) {
        this.progress = progress;
    }

    void line(String line) {
        Matcher building = BUILDING.matcher(line);
        if (building.find()) {
            close();
            module =
                    "%s (%s of %s)"
                            .formatted(building.group(1), building.group(2), building.group(3));
            return;
        }
        Matcher tests = TESTS.matcher(line);
        if (tests.find()) {
            int failed = Integer.parseInt(tests.group(2)) + Integer.parseInt(tests.group(3));
            int skipped = Integer.parseInt(tests.group(4));
            int run = Integer.parseInt(tests.group(1));
            tally = new Tally(run - failed - skipped, failed, skipped);
        }
        if (line.contains("<<< FAILURE!") || line.contains("<<< ERROR!")) {
            progress.say(line.replaceFirst("^\\[ERROR\\] ", "  "));
        }
    }

    /// Says what became of the module at hand.
    void close() {
        if (!module.isEmpty()) {
            progress.say(module + (tally.total() == 0 ? "" : ": " + tally));
        }
        module = "";
        tally = Tally.NONE;
    }
}
