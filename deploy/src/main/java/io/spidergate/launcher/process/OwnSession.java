package io.spidergate.launcher.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts a command in a session of its own, so that Ctrl-C in the terminal reaches only the
/// launcher, which then stops the parts in their order.
public final class OwnSession {

    private OwnSession() {}

    /// The same process either way: both prefixes replace themselves by the command.
    public static List<String> command(List<String> command) {
        List<String> prefixed = new ArrayList<>();
        if (onPath("setsid")) {
            prefixed.add("setsid");
        } else if (onPath("perl")) {
            prefixed.addAll(List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV;"));
        }
        prefixed.addAll(command);
        return List.copyOf(prefixed);
    }

    public static boolean onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
