package io.spidergate.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The wire knows annotations of JSON and REST, money, and nothing that runs.
class BoundaryTest {

    @Test
    void dependsOnNothingThatBehaves() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.spidergate.contracts..",
                        "io.spidergate.money..",
                        "com.fasterxml.jackson.annotation..",
                        "jakarta.ws.rs..",
                        "org.jspecify.annotations..")
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("io.spidergate.contracts"));
    }
}
