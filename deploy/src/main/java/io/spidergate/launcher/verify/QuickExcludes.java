package io.spidergate.launcher.verify;

import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the quick tier leaves out, as surefire reads it: what is listed by name, and each test that
/// starts an application. Their tag would do, but it is read too late: to look at one such class is
/// to build the model of its application, which costs more than all other tests of the service.
final class QuickExcludes {

    private static final String BY_NAME = "deploy/quick-tier.excludes";
    private static final String SOURCES = "/src/test/java/";
    private static final Pattern STARTS_AN_APPLICATION =
            Pattern.compile("^@Quarkus(Integration|Main)?Test\\b", Pattern.MULTILINE);
    private static final int DEPTH = 20;

    private QuickExcludes() {}

    /// @return the file, with all patterns
    static Path write(Path root, Path folder) {
        try {
            List<String> patterns = new ArrayList<>(Files.readAllLines(root.resolve(BY_NAME)));
            patterns.addAll(applicationTests(root));
            Files.createDirectories(folder);
            return Files.write(folder.resolve("quick-tier.excludes"), patterns);
        } catch (IOException e) {
            throw new Refusal("The tests cannot be listed: %s.".formatted(e.getMessage()));
        }
    }

    private static List<String> applicationTests(Path root) throws IOException {
        try (Stream<Path> tree = Files.find(root, DEPTH, (path, facts) -> isTest(path))) {
            return tree.filter(QuickExcludes::startsAnApplication)
                    .map(test -> test.toString().split(SOURCES, 2)[1])
                    .sorted()
                    .toList();
        }
    }

    private static boolean isTest(Path path) {
        String name = path.toString();
        return name.contains(SOURCES) && name.endsWith(".java");
    }

    private static boolean startsAnApplication(Path test) {
        try {
            return STARTS_AN_APPLICATION.matcher(Files.readString(test)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
