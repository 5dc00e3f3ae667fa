package io.spidergate.simulator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
                        ".*\\.(Delivery|Desk|ControlEndpoint|ProviderSimulator|PlanAccounts|UsageReports)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .check(CLASSES);
    }

    /// A simulator that shared a translator's view of a protocol could not prove it wrong.
    @Test
    void protocolsAreReadWithoutTheGatewaysTranslators() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..simulator.messages", "..simulator.gemini", "..simulator.responses")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.spidergate.llm..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "io.spidergate.llm",
                                                        "io.spidergate.llm.json",
                                                        "io.spidergate.llm.sse"))))
                .check(CLASSES);
    }

    @Test
    void packagesDependOnOneAnotherInOneDirectionOnly() {
        slices().matching("io.spidergate.simulator.(*)..").should().beFreeOfCycles().check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.spidergate.simulator.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.spidergate.simulator")
                .check(CLASSES);
    }

    @Test
    void timeIsInjected() {
        noClasses().should().callMethod(java.time.Instant.class, "now").check(CLASSES);
    }
}
