package io.spidergate.launcher.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gathers from Maven's summary which modules could not be built, and which were therefore left
/// out.
final class ReactorOutcome {

    private static final Pattern MODULE =
            Pattern.compile("\\[INFO\\] (\\S+) \\.+ (FAILURE|SKIPPED)( \\[.*)?$");

    private final List<String> failed = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    void line(String line) {
        Matcher module = MODULE.matcher(line);
        if (module.find()) {
            (module.group(2).equals("FAILURE") ? failed : leftOut).add(module.group(1));
        }
    }

    /// One sentence about tests that have not run, when there are any.
    Optional<String> untested() {
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        String broken = String.join(", ", failed) + " could not be built or tested to the end";
        return Optional.of(
                leftOut.isEmpty()
                        ? broken + "."
                        : "%s; left out, since it is needed there: %s."
                                .formatted(broken, String.join(", ", leftOut)));
    }
}
