package io.spidergate.launcher;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Names the budget that a command is about.
final class WhichBudget {

    @Parameters(paramLabel = "BUDGET", description = "Its id or, in its workspace, its name.")
    private String budget = "";

    @Option(
            names = "--workspace",
            paramLabel = "W",
            description = "Whose it must be; a name is one of ws_default where this is absent.")
    private @Nullable String workspace;

    String budget() {
        return budget;
    }

    @Nullable String workspace() {
        return workspace;
    }
}
