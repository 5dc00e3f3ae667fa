package io.spidergate.launcher.verify;

import io.spidergate.launcher.console.Progress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns the output of Maven, which works on several modules at once, into a line where a module
/// begins and a line where its tests have ended.
final class ModuleProgress {

    /// Maven names the thread that builds a module after it.
    private static final String BUILDER = "^\\[mvn-builder-([^\\]]+)\\] \\[\\w+\\] ";

    private static final Pattern BUILDING =
            Pattern.compile(BUILDER + "Building .*\\[(\\d+)/(\\d+)\\]$");
    private static final Pattern TESTED =
            Pattern.compile(
                    BUILDER
                            + "Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+)$");
    private static final Pattern LEVEL = Pattern.compile("^(\\[[^\\]]+\\] )?\\[ERROR\\] ");

    private final Progress progress;

    ModuleProgress(Progress progress) {
        this.progress = progress;
    }

    void line(String line) {
        Matcher building = BUILDING.matcher(line);
        Matcher tested = TESTED.matcher(line);
        if (building.find()) {
            progress.say(
                    "%s (%s of %s)"
                            .formatted(building.group(1), building.group(2), building.group(3)));
        } else if (tested.find()) {
            progress.say(tested.group(1) + ": " + tally(tested));
        } else if (line.contains("<<< FAILURE!") || line.contains("<<< ERROR!")) {
            progress.say(LEVEL.matcher(line).replaceFirst("  "));
        }
    }

    private static Tally tally(Matcher tested) {
        int failed = Integer.parseInt(tested.group(3)) + Integer.parseInt(tested.group(4));
        int skipped = Integer.parseInt(tested.group(5));
        return new Tally(Integer.parseInt(tested.group(2)) - failed - skipped, failed, skipped);
    }
}
