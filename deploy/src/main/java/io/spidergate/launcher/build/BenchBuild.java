package io.spidergate.launcher.build;

import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.console.Refusal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Brings the benchmarks up to date with their sources.
public final class BenchBuild {

    private static final String MODULE = "bench";
    private static final int SHOWN_ERRORS = 20;

    private final Path root;
    private final Path log;
    private final Progress progress;

    public BenchBuild(Path root, Path logs, Progress progress) {
        this.root = root;
        this.log = logs.resolve("build-bench.log");
        this.progress = progress;
    }

    /// Where the benchmarks and all that they use are.
    public String classpath() {
        try {
            Reactor reactor = ReactorPoms.read(root);
            String sources = new SourceHash(root).of(reactor.closure(MODULE));
            Path stamp = root.resolve("bench/target/spidergate-built-from");
            if (!Files.exists(stamp) || !Files.readString(stamp).equals(sources)) {
                build();
                Files.writeString(stamp, sources);
            }
            List<String> entries = new ArrayList<>();
            for (String module : reactor.closure(MODULE)) {
                entries.add(root.resolve(module).resolve("target/classes").toString());
            }
            entries.add(root.resolve("bench/target/lib/*").toString());
            return String.join(File.pathSeparator, entries);
        } catch (IOException e) {
            throw new Refusal("The benchmarks cannot be built: %s.".formatted(e.getMessage()));
        }
    }

    private void build() {
        progress.say("building the benchmarks");
        MavenRun maven = new MavenRun(root, log);
        int code =
                maven.run(List.of("process-classes", "-Dquick", "-pl", MODULE, "-am"), line -> {});
        if (code != 0) {
            maven.errors(SHOWN_ERRORS).forEach(System.err::println);
            throw new Refusal("The build failed; its whole log is %s.".formatted(log));
        }
    }
}
