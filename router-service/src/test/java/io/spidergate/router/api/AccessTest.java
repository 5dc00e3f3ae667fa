package io.spidergate.router.api;

import static io.restassured.RestAssured.given;
import static io.spidergate.router.RunningRouter.LOCAL;
import static io.spidergate.router.RunningRouter.PROVIDERS;
import static io.spidergate.router.RunningRouter.SNAPSHOT;
import static io.spidergate.router.RunningRouter.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.router.OnPostgresAndKafka;
import io.spidergate.router.RunningRouter;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who may ask the router what, and what its operator sees.
@QuarkusTest
@OnPostgresAndKafka
class AccessTest {

    @Inject RunningRouter router;

    @BeforeEach
    void isReady() {
        router.awaitReadiness();
    }

    @Test
    void refusesWhoeverBringsNoToken() {
        given().get(SNAPSHOT).then().statusCode(401);
        given().get(PROVIDERS).then().statusCode(401);
        given().contentType("application/json")
                .body(LOCAL)
                .put(PROVIDERS + "/x")
                .then()
                .statusCode(401);
        given().delete(PROVIDERS + "/x").then().statusCode(401);
    }

    @Test
    void refusesServicesThatHaveNoBusinessHere() {
        as(ServiceName.BILLING).get(SNAPSHOT).then().statusCode(403);
        as(ServiceName.GATEWAY).get(PROVIDERS).then().statusCode(403);
        as(ServiceName.VAULT).body(LOCAL).put(PROVIDERS + "/x").then().statusCode(403);
        as(ServiceName.VAULT).delete(PROVIDERS + "/x").then().statusCode(403);
    }

    @Test
    void theOperatorReadsTheSnapshotToTellWhatCanServe() {
        as(ServiceName.OPERATOR).get(SNAPSHOT).then().statusCode(200);
    }

    @Test
    void showsItsStateToOperators() {
        int port =
                ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        given().port(managementPort(port))
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("routing snapshot"));
        given().port(managementPort(port))
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("spidergate_routing_snapshot_version"))
                .body(containsString("spidergate_routing_deployments{state=\"not_callable\"}"))
                .body(not(containsString("cred_")));
    }

    private static int managementPort(int configured) {
        return configured != 0
                ? configured
                : ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
    }
}
