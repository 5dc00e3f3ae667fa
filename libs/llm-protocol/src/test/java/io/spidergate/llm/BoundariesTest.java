package io.spidergate.llm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class BoundariesTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.spidergate.llm");

    @Test
    void needsJacksonAndTheJdkOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.spidergate.llm..",
                        "java.lang..",
                        "java.util..",
                        "java.io..",
                        "java.math..",
                        "java.nio", // how bytes lie in a word
                        "java.nio.charset..",
                        "java.security", // digests
                        "java.time..",
                        "com.fasterxml.jackson..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void streamsAndHintsNeedNoJson() {
        noClasses()
                .that()
                .resideInAnyPackage("..sse", "..reset")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "..chat")
                .check(CLASSES);
    }

    @Test
    void readsNoClock() {
        noClasses().should().callMethod(java.time.Instant.class, "now").check(CLASSES);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    }

    @Test
    void messagesKnowTheHubAndNoOtherProtocol() {
        noClasses()
                .that()
                .resideInAPackage("..messages")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..chat", "..responses", "..gemini")
                .check(CLASSES);
    }
}
