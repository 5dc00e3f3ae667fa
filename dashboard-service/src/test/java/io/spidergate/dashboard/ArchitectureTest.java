package io.spidergate.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.POST;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.spidergate.dashboard");

    @Test
    void onlyPostgresClassesUseJdbc() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Postgres")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.Connection")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javax.sql.DataSource")
                .check(classes);
    }

    @Test
    void onlyPeersAskOtherServices() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..peers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.spidergate.identity..", "java.net.http..")
                .check(classes);
    }

    @Test
    void decisionsKnowNoFramework() {
        for (String decision :
                List.of(
                        "TryLimit",
                        "PasswordRules",
                        "ReturnPath",
                        "Digests",
                        "BarChart",
                        "Waterfall",
                        "TokenBar",
                        "PlanTable",
                        "TraceListQuery",
                        "AgentCards",
                        "ProviderCards",
                        "Answer")) {
            noClasses()
                    .that()
                    .haveSimpleName(decision)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.quarkus..", "jakarta..", "java.sql..", "io.vertx..")
                    .check(classes);
        }
    }

    @Test
    void everyFormThatChangesSomethingCarriesAToken() {
        List<JavaMethod> posts =
                classes.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(POST.class))
                        // The link in their path is a secret that no other site knows.
                        .filter(method -> !method.getOwner().getPackageName().endsWith(".invite"))
                        .toList();
        assertThat(posts).isNotEmpty();
        for (JavaMethod post : posts) {
            assertThat(post.reflect().getParameters())
                    .as(post.getFullName())
                    .anyMatch(parameter ->
                            parameter.isAnnotationPresent(RestForm.class)
                                    && parameter.getName().equals("csrf"));
        }
    }
}
