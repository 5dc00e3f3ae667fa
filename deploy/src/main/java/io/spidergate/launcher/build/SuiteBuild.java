package io.spidergate.launcher.build;

import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.suite.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Brings what the parts are started from up to date with the sources; does nothing where it is.
public final class SuiteBuild {

    private static final Pattern BUILDING =
            Pattern.compile("\\[INFO\\] Building (\\S+) \\S+\\s+(\\[\\d+/\\d+\\])");
    private static final int SHOWN_ERRORS = 20;

    private final Path root;
    private final Path log;
    private final Progress progress;
    private final String version;

    public SuiteBuild(Path root, Path logs, Progress progress) {
        this.root = root;
        this.log = logs.resolve("build.log");
        this.progress = progress;
        this.version = ReactorPoms.version(root);
    }

    public String version() {
        return version;
    }

    /// The jar to start each part with.
    ///
    /// @param buildStale otherwise what is there is taken, whatever it was built from
    public Map<Part, Path> upToDate(List<Part> parts, boolean buildStale) {
        Map<Part, Product> products = new EnumMap<>(Part.class);
        for (Part part : parts) {
            part.module().ifPresent(m -> products.put(part, Product.of(m, part, version)));
        }
        try {
            if (buildStale) {
                build(products);
            }
            for (Product product : products.values()) {
                requireProduct(product);
            }
        } catch (IOException e) {
            throw new Refusal("The sources cannot be read: %s.".formatted(e.getMessage()));
        }
        Map<Part, Path> jars = new EnumMap<>(Part.class);
        products.forEach((part, product) -> jars.put(part, root.resolve(product.jar())));
        return jars;
    }

    private void build(Map<Part, Product> products) throws IOException {
        Reactor reactor = ReactorPoms.read(root);
        SourceHash hash = new SourceHash(root);
        Map<Product, String> stale = new LinkedHashMap<>();
        for (Product product : products.values()) {
            String sources = hash.of(reactor.closure(product.module()));
            if (!sources.equals(builtFrom(product))) {
                stale.put(product, sources);
            }
        }
        if (stale.isEmpty()) {
            return;
        }
        List<String> modules = stale.keySet().stream().map(Product::module).toList();
        progress.say("building " + String.join(", ", modules));
        run(modules);
        for (Map.Entry<Product, String> built : stale.entrySet()) {
            if (Files.exists(root.resolve(built.getKey().jar()))) {
                Files.writeString(root.resolve(built.getKey().stamp()), built.getValue());
            }
        }
    }

    private String builtFrom(Product product) throws IOException {
        Path stamp = root.resolve(product.stamp());
        return Files.exists(stamp) && Files.exists(root.resolve(product.jar()))
                ? Files.readString(stamp)
                : "";
    }

    private void run(List<String> modules) {
        MavenRun maven = new MavenRun(root, log);
        int code =
                maven.run(
                        List.of(
                                "package",
                                "-Dquick",
                                "-Dmaven.test.skip=true",
                                "-pl",
                                String.join(",", modules),
                                "-am"),
                        line -> {
                            Matcher building = BUILDING.matcher(line);
                            if (building.find()) {
                                progress.say(
                                        "building %s %s"
                                                .formatted(building.group(1), building.group(2)));
                            }
                        });
        if (code != 0) {
            maven.errors(SHOWN_ERRORS).forEach(System.err::println);
            throw new Refusal("The build failed; its whole log is %s.".formatted(log));
        }
    }

    private void requireProduct(Product product) {
        if (!Files.exists(root.resolve(product.jar()))) {
            throw new Refusal(
                    "%s has not made %s; './spidergate up' without SPIDERGATE_BUILD=never builds it (log: %s)."
                            .formatted(product.module(), product.jar(), log));
        }
    }
}
