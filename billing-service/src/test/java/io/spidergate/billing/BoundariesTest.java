package io.spidergate.billing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class BoundariesTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.spidergate.billing");

    @Test
    void onlyPostgresClassesSpeakToTheDatabase() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.Postgres[^.]*|.*\\.StoreUnavailable")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void decisionsKnowNoFramework() {
        classes()
                .that()
                .haveNameMatching(
                        ".*\\.(AllowanceRound|CounterKey|TokenLimits|StoredCounter|TokenRules|TokenSecret|Entry|RetryPlan|Verdict.*|Outcome.*|Reach|Network|WebhookRules.*|WebhookSecret|NoticeText|Excerpt|SortedIds)")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.spidergate..", "org.jspecify..")
                .check(CLASSES);
    }

    /// Features raise notices; notices know none of them.
    @Test
    void noticesKnowNoOtherFeature() {
        noClasses()
                .that()
                .resideInAPackage("io.spidergate.billing.notice..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.spidergate.billing.agent..",
                        "io.spidergate.billing.budget..",
                        "io.spidergate.billing.ledger..",
                        "io.spidergate.billing.allowance..",
                        "io.spidergate.billing.usage..")
                .check(CLASSES);
    }

    @Test
    void budgetsKnowNobodyWhoGoesByThem() {
        noClasses()
                .that()
                .resideInAPackage("io.spidergate.billing.budget..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.spidergate.billing.agent..",
                        "io.spidergate.billing.ledger..",
                        "io.spidergate.billing.allowance..",
                        "io.spidergate.billing.usage..")
                .check(CLASSES);
    }

    @Test
    void featuresDoNotKnowEachOther() {
        String[] features = {"agent", "ledger", "allowance"};
        for (String one : features) {
            for (String other : features) {
                if (!one.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage("io.spidergate.billing." + one + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("io.spidergate.billing." + other + "..")
                            .check(CLASSES);
                }
            }
        }
    }
}
