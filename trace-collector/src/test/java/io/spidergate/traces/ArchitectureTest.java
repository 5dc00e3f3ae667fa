package io.spidergate.traces;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.spidergate.traces");

    @Test
    void onlyPostgresClassesUseJdbc() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Postgres")
                .and()
                .haveSimpleNameNotStartingWith("Where")
                .and()
                .haveSimpleNameNotEndingWith("Columns")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.PreparedStatement")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javax.sql.DataSource")
                .check(classes);
    }

    @Test
    void decisionsKnowNoFramework() {
        noClasses()
                .that()
                .haveSimpleName("TraceSpans")
                .or()
                .haveSimpleName("TraceCursor")
                .or()
                .haveSimpleName("TraceFilterText")
                .or()
                .haveSimpleName("StatsRange")
                .or()
                .haveSimpleName("DayPartition")
                .or()
                .haveSimpleName("StoredTrace")
                .or()
                .haveSimpleName("Backoff")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "org.apache.kafka..", "java.sql..")
                .check(classes);
    }

    @Test
    void theStoreKnowsNeitherIngestNorQuery() {
        noClasses()
                .that()
                .resideInAPackage("..store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..ingest..", "..query..")
                .check(classes);
    }
}
