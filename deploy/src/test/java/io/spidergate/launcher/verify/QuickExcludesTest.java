package io.spidergate.launcher.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickExcludesTest {

    @TempDir Path root;

    @BeforeEach
    void aListByName() throws IOException {
        write("deploy/quick-tier.excludes", "# Whole suite:\n**/*IT.java\n");
    }

    @Test
    void testsThatStartAnApplicationFollowWhatIsListedByName() throws IOException {
        write("libs/a/src/test/java/a/PureTest.java", "/// No @QuarkusTest.\nclass PureTest {}");
        write("b/src/test/java/b/FrontDoorTest.java", "@QuarkusTest\nclass FrontDoorTest {}");
        write(
                "b/src/test/java/b/PackagedTest.java",
                "@QuarkusIntegrationTest\nclass PackagedTest {}");
        write("b/src/main/java/b/Main.java", "@QuarkusTest\nclass Main {}");

        Path written = QuickExcludes.write(root, root.resolve("logs"));

        assertThat(written)
                .hasContent(
                        """
                        # Whole suite:
                        **/*IT.java
                        b/FrontDoorTest.java
                        b/PackagedTest.java
                        """);
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
