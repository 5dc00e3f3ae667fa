package io.spidergate.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class BoundariesTest {

    private static final JavaClasses LAUNCHER =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.spidergate.launcher");

    @Test
    void thePlanTouchesNeitherProcessesNorFilesNorNetwork() {
        noClasses()
                .that()
                .resideInAPackage("..launcher.suite..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.sql..", "picocli..")
                .check(LAUNCHER);
    }

    @Test
    void onlyTheServicesDatabaseRolesAreMadeInTheDatabase() {
        noClasses()
                .that()
                .doNotHaveSimpleName("PostgresRoles")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.Connection")
                .check(LAUNCHER);
    }

    @Test
    void onlyCommandsReadTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.spidergate.launcher", "..launcher.settings..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(LAUNCHER);
    }

    @Test
    void onlyAdminSpeaksToServices() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..launcher.admin..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(LAUNCHER);
    }
}
