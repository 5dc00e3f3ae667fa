package io.spidergate.launcher;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command that only has commands under it: alone it is a mistake, answered with its usage.
abstract class CommandGroup implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandSpec injected = Objects.requireNonNull(spec, "picocli sets it");
        throw new CommandLine.ParameterException(injected.commandLine(), "Missing command.");
    }
}
