package io.spidergate.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The borders inside the data plane.
class DataPlaneBoundariesTest {

    private static final String[] FRAMEWORKS = {
        "io.vertx..",
        "io.netty..",
        "io.quarkus..",
        "jakarta..",
        "io.smallrye..",
        "io.micrometer..",
        "org.apache.kafka..",
        "java.net.http.."
    };

    private final JavaClasses gateway =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.spidergate.gateway");

    @Test
    void whatACallerIsToldAndWhetherHeMayComeInIsDecidedWithoutAnyFramework() {
        noClasses()
                .that()
                .resideInAnyPackage("..gateway.error..", "..gateway.answer..")
                .or()
                .haveNameMatching(".*\\.(Admission|AdmissionDecision|PresentedToken)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .check(gateway);
    }

    @Test
    void decisionsOfAnExchangeKnowNoFramework() {
        noClasses()
                .that()
                .haveNameMatching(
                        ".*\\.(AttemptSequence|NextStep.*|AttemptTarget|ChatStream|Charge|RequestPlan.*|"
                                + "RequestPlanner|NothingServes|AllFailed|AllowanceRefusal|AnswerWrapping|"
                                + "FirstChoice|Unsupported|OutputEstimate|ExchangeLog|Capture|FailureRule.*|"
                                + "FailureReading|SafeMessage|Signals|CooldownRule|LocalCooldowns.*|"
                                + "ModelQuery.*|ModelListing|ModelEntry.*)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .check(gateway);
    }

    @Test
    void onlyUpstreamUsesTheHttpClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..gateway.upstream..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.vertx\\.core\\.http\\.HttpClient.*")
                .check(gateway);
    }
}
