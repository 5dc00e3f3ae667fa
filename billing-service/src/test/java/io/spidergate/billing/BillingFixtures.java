package io.spidergate.billing;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.spidergate.billing.notice.NoticeSurroundings;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.fixtures.IdentityFixture;
import io.spidergate.fixtures.KafkaFixture;
import io.spidergate.fixtures.PostgresFixture;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import java.util.UUID;

/// The one set of test resources, and the calls that most tests make.
public final class BillingFixtures {

    public static final String BASE = "/internal/billing/v1";

    private BillingFixtures() {}

    @Retention(RetentionPolicy.RUNTIME)
    @WithTestResource(PostgresFixture.class)
    @WithTestResource(KafkaFixture.class)
    @WithTestResource(NoticeSurroundings.class)
    @WithTestResource(PlayedVault.class)
    @WithTestResource(
            value = IdentityFixture.class,
            initArgs = @ResourceArg(name = "name", value = ServiceName.BILLING))
    public @interface Running {}

    public static RequestSpecification as(String caller) {
        return given().contentType("application/json")
                .header(
                        "Authorization",
                        "Bearer " + IdentityFixture.tokenOf(caller, ServiceName.BILLING));
    }

    public static Response issue(String name, Map<String, Object> limits) {
        return issue(name, limits, "ws_default");
    }

    public static Response issue(String name, Map<String, Object> limits, String workspace) {
        return as(ServiceName.OPERATOR)
                .body(
                        Map.of(
                                "workspace",
                                workspace,
                                "name",
                                name,
                                "allowedModels",
                                java.util.List.of(),
                                "spending",
                                "paid_ok",
                                "limits",
                                limits))
                .post(BASE + "/agent-tokens");
    }

    /// Reference of a new token with these limits.
    public static String tokenWith(Map<String, Object> limits) {
        return issue("agent-" + UUID.randomUUID(), limits)
                .then()
                .statusCode(200)
                .extract()
                .path("agent.tokenRef");
    }

    public static Response ask(
            String gateway, String tokenRef, String counter, long atLeast, long wanted) {
        return allowances(
                Map.of(
                        "gatewayId",
                        gateway,
                        "asks",
                        java.util.List.of(
                                Map.of(
                                        "subject", tokenRef, "counter", counter, "atLeast", atLeast,
                                        "wanted", wanted)),
                        "returns",
                        java.util.List.of()));
    }

    public static Response giveBack(String gateway, String grantId, long unused) {
        return say(gateway, grantId, unused, 0);
    }

    /// @param over used beyond the grant
    public static Response say(String gateway, String grantId, long unused, long over) {
        return allowances(
                Map.of(
                        "gatewayId",
                        gateway,
                        "asks",
                        java.util.List.of(),
                        "returns",
                        java.util.List.of(
                                Map.of("grantId", grantId, "unused", unused, "over", over))));
    }

    public static Response allowances(Map<String, Object> request) {
        return as(ServiceName.GATEWAY).body(request).post(BASE + "/allowances");
    }
}
