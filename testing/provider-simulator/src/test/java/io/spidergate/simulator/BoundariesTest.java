package io.spidergate.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class BoundariesTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.spidergate.simulator");

    @Test
    void onlyTheEdgesKnowTheServer() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        ".*\\.(Delivery|Desk|ControlEndpoint|ProviderSimulator)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .check(CLASSES);
    }

    @Test
    void timeIsInjected() {
        noClasses().should().callMethod(java.time.Instant.class, "now").check(CLASSES);
    }
}
