package io.spidergate.gateway.usage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.billing.SpendReport;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPorts;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who may ask, and what is said while billing is away.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class UsageTest {

    @Inject MemoryPorts.Tokens tokens;

    @Test
    void isForTokensThatMayReadIt() {
        tokens.put(Landscape.token("usagenone001"));
        given().get("/v1/usage").then().statusCode(401);
        given().header("Authorization", "Bearer " + Landscape.secret("usagenone001"))
                .get("/v1/usage")
                .then()
                .statusCode(403)
                .body("error.code", equalTo("insufficient_scope"));
    }

    @Test
    void saysWhenBillingIsAway() {
        tokens.put(
                Landscape.token(
                        "usageaway001", List.of(), Spending.PAID_OK, Set.of("gate:usage"), false));
        given().header("Authorization", "Bearer " + Landscape.secret("usageaway001"))
                .get("/v1/usage")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("error.code", equalTo("service_unavailable"));
    }

    @Test
    void tellsCostsExactly() throws Exception {
        var spend =
                new SpendReport(
                        Instant.EPOCH,
                        Instant.EPOCH.plusSeconds(1),
                        2,
                        1,
                        List.of(),
                        List.of(new SpendReport.ByModel("m", 2, 30, 4, 1)));
        var answer = UsageAnswer.of(Landscape.token("usage0000001"), spend);
        assertThat(answer.inputTokens()).isEqualTo(30);
        assertThat(answer.costUsd().toPlainString()).isEqualTo("0.000000001");
        assertThat(new ObjectMapper().writeValueAsString(answer)).contains("\"budget\":null");
    }
}
