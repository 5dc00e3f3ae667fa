package io.spidergate.launcher.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReactorTest {

    @TempDir Path root;

    @BeforeEach
    void checkout() throws IOException {
        Files.writeString(
                root.resolve("pom.xml"),
                "<project><version>1.2</version><modules><module>libs/money</module><module>billing</module><module>fixtures</module></modules></project>");
        module("libs/money", "");
        module("fixtures", "");
        module("billing", dependency("money", "") + dependency("fixtures", "<scope>test</scope>"));
    }

    @Test
    void aModuleIsBuiltFromItselfAndWhatItUsesButNotFromWhatItIsTestedWith() {
        Reactor reactor = ReactorPoms.read(root);
        assertThat(reactor.modules()).containsExactly("libs/money", "billing", "fixtures");
        assertThat(reactor.closure("billing")).containsExactly("billing", "libs/money");
        assertThat(ReactorPoms.version(root)).isEqualTo("1.2");
    }

    @Test
    void everyEditOfSourceOrPomChangesTheHashAndATouchDoesNot() throws IOException {
        SourceHash hash = new SourceHash(root);
        List<String> modules = List.of("billing", "libs/money");
        String before = hash.of(modules);
        Path source = root.resolve("libs/money/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.fromMillis(1_000_000_000_000L));
        assertThat(hash.of(modules)).isEqualTo(before);
        Files.writeString(source, "class A { int b; }");
        String edited = hash.of(modules);
        assertThat(edited).isNotEqualTo(before);
        Files.move(source, source.resolveSibling("B.java"));
        assertThat(hash.of(modules)).isNotEqualTo(edited);
    }

    private void module(String name, String dependencies) throws IOException {
        Path java = Files.createDirectories(root.resolve(name).resolve("src/main/java"));
        Files.writeString(java.resolve("A.java"), "class A {}");
        Files.writeString(
                root.resolve(name).resolve("pom.xml"),
                "<project><dependencies>%s</dependencies></project>".formatted(dependencies));
    }

    private static String dependency(String artifact, String more) {
        return "<dependency><groupId>io.spidergate</groupId><artifactId>%s</artifactId>%s</dependency>"
                .formatted(artifact, more);
    }
}
