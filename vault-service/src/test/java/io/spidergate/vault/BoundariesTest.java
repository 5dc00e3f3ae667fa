package io.spidergate.vault;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class BoundariesTest {

    private static final JavaClasses VAULT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.spidergate.vault");

    @Test
    void onlyTheEnvelopeTouchesKeys() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..envelope..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.crypto.tink..", "javax.crypto..")
                .check(VAULT);
    }

    @Test
    void theEnvelopeKnowsNoFramework() {
        noClasses()
                .that()
                .resideInAPackage("..envelope..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "io.micrometer..", "java.sql..")
                .check(VAULT);
    }

    @Test
    void decisionsKnowNoFramework() {
        noClasses()
                .that()
                .haveNameMatching(
                        ".*\\.(AuditChain|CredentialRules|LeaseRules|Preview|StartDecision|SealingKey|Difference|SettingsRules|VerdictTable|Observation|InviteRules|Invite|TokenTimes|SignInTerms|AnswerQuery|IdTokenRules|RenewalRules|PurposeRules|UsageQuestion|UsageReader|UsageRange|UsageVerdicts)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "java.sql..", "java.net.http..")
                .check(VAULT);
    }

    @Test
    void onlyPostgresClassesUseJdbc() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Postgres")
                .and()
                .areTopLevelClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(VAULT);
    }

    @Test
    void onlyCallsUseHttp() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        ".*\\.(UpstreamCall|SignInCall|JsonCall|ProviderCall|UsageCall)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.net.HttpURLConnection")
                .check(VAULT);
    }

    @Test
    void onlyTheNoticeUsesKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..notice..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(VAULT);
    }

    @Test
    void nobodyDependsOnTheApi() {
        classes()
                .that()
                .resideInAPackage("..vault.api..")
                .should()
                .onlyBeAccessed()
                .byAnyPackage("..vault.api..")
                .check(VAULT);
    }

    @Test
    void featuresHaveNoCycles() {
        slices().matching("io.spidergate.vault.(*)..").should().beFreeOfCycles().check(VAULT);
    }
}
