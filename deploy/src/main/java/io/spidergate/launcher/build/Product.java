package io.spidergate.launcher.build;

import io.spidergate.launcher.suite.Part;
import java.nio.file.Path;

/// What a module leaves behind for the launcher to start.
///
/// @param module folder of the module
/// @param jar relative to the checkout
public record Product(String module, Path jar) {

    static Product of(String module, Part part, String version) {
        Path target = Path.of(module, "target");
        return part == Part.SIMULATOR
                ? new Product(
                        module, target.resolve("provider-simulator-%s.jar".formatted(version)))
                : new Product(module, target.resolve("quarkus-app/quarkus-run.jar"));
    }

    /// Remembers what the product was built from; goes with `mvn clean`.
    Path stamp() {
        return Path.of(module, "target", "spidergate-built-from");
    }
}
