package io.spidergate.router;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BoundariesTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.spidergate.router");

    @Test
    void onlyPostgresClassesSpeakSql() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Postgres")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.Connection")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javax.sql.DataSource")
                .check(CLASSES);
    }

    @Test
    void onlyTheTopicsEdgesSpeakKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..router.topic..")
                .and()
                .haveSimpleNameNotStartingWith("Kafka")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.clients..")
                .check(CLASSES);
    }

    @Test
    void decisionsKnowNoFramework() {
        noClasses()
                .that()
                .haveSimpleName("SnapshotBuilder")
                .or()
                .haveSimpleName("RoutingFacts")
                .or()
                .haveSimpleName("ModelNames")
                .or()
                .haveSimpleName("HealthTracker")
                .or()
                .haveSimpleName("HealthReport")
                .or()
                .haveSimpleName("Credentials")
                .or()
                .haveSimpleName("AliasResolver")
                .or()
                .haveSimpleName("AliasBook")
                .or()
                .haveSimpleName("ProviderCheck")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "org.apache.kafka..", "java.sql..")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void featuresDoNotGoInCircles() {
        SlicesRuleDefinition.slices()
                .matching("io.spidergate.router.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
