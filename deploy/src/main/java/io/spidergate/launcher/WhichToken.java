package io.spidergate.launcher;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Names the token that a command is about.
final class WhichToken {

    @Parameters(
            paramLabel = "TOKEN",
            description = "Its reference or, in its workspace, its agent's name.")
    private String token = "";

    @Option(
            names = "--workspace",
            paramLabel = "W",
            description = "Whose it must be; a name is one of ws_default where this is absent.")
    private @Nullable String workspace;

    String token() {
        return token;
    }

    @Nullable String workspace() {
        return workspace;
    }
}
