package io.spidergate.gateway.usage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.billing.BudgetPeriod;
import io.spidergate.contracts.billing.BudgetScope;
import io.spidergate.contracts.billing.BudgetView;
import io.spidergate.contracts.billing.SpendReport;
import io.spidergate.contracts.billing.UsageReport;
import io.spidergate.contracts.id.WorkspaceId;
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
        var sums = new UsageReport.Sums(2, 3, 1, 0, 1, 0, 0, 0, 0, 2, 30, 0, 4, 1, 9, 1);
        var none = new UsageReport.Latency(0, 0, 0, 0, 0);
        var usage =
                new UsageReport(
                        new UsageReport.Range(
                                Instant.EPOCH, Instant.EPOCH.plusSeconds(7_200), "hour"),
                        sums,
                        null,
                        new UsageReport.Latency(1, 1_500, 1_400, 1_600, 1_700),
                        none,
                        List.of(new UsageReport.Bucket(Instant.EPOCH, sums)),
                        List.of(),
                        List.of(new UsageReport.Group("task/chat", null, sums)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new UsageReport.ErrorCount("all_providers_failed", 1)));
        var budget =
                new BudgetView(
                        "bud_1",
                        new WorkspaceId("ws_default"),
                        "team",
                        BudgetScope.WORKSPACE,
                        BudgetPeriod.DAY,
                        true,
                        "UTC",
                        5,
                        false,
                        false,
                        List.of(80),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        2,
                        1);
        var answer = UsageAnswer.of(Landscape.token("usage0000001"), spend, usage, List.of(budget));
        assertThat(answer.inputTokens()).isEqualTo(30);
        assertThat(answer.costUsd().toPlainString()).isEqualTo("0.000000001");
        JsonNode json = new ObjectMapper().valueToTree(answer);
        assertThat(json.path("budget").isNull()).isTrue();
        assertThat(json.path("budgets").path(0).path("name").asText()).isEqualTo("team");
        assertThat(json.path("summary").path("range").path("duration_hours").asLong()).isEqualTo(2);
        assertThat(json.path("summary").path("turn_metrics").path("amplification").asDouble())
                .isEqualTo(1.5);
        assertThat(json.path("summary").path("outcome").path("delivered_rate").asDouble())
                .isEqualTo(0.5);
        assertThat(json.path("summary").path("cost_avoided").path("avoided_usd").decimalValue())
                .isEqualByComparingTo("0.000000008");
        assertThat(json.path("latency").path("p95_ms").asDouble()).isEqualTo(1.6);
        assertThat(json.path("by_alias").path(0).path("name").asText()).isEqualTo("task/chat");
        assertThat(json.path("by_bucket").path(0).path("name").asText())
                .isEqualTo("1970-01-01T00:00:00Z");
        assertThat(json.path("top_errors").path(0).path("code").asText())
                .isEqualTo("all_providers_failed");
        assertThat(json.has("comparison")).isFalse();
    }
}
