package io.spidergate.billing.allowance;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.allowances;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.BillingFixtures.ask;
import static io.spidergate.billing.BillingFixtures.giveBack;
import static io.spidergate.billing.BillingFixtures.say;
import static io.spidergate.billing.BillingFixtures.tokenWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.contracts.identity.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@BillingFixtures.Running
class AllowanceDeskTest {

    @Test
    void grantsShrinkAsTheRemainderShrinksDownToWhatOneRequestNeeds() {
        String token = tokenWith(Map.of("budgetNanoUsd", 100, "budgetSoft", false));

        assertThat(granted(ask("g1", token, "BUDGET", 10, 60))).isEqualTo(50);
        assertThat(granted(ask("g2", token, "BUDGET", 10, 60))).isEqualTo(12);
        assertThat(granted(ask("g3", token, "BUDGET", 10, 60))).isEqualTo(10);
        assertThat(granted(ask("g3", token, "BUDGET", 28, 60))).isEqualTo(28);
        ask("g1", token, "BUDGET", 1, 1)
                .then()
                .body("grants", hasSize(0))
                .body("denials[0].used", equalTo(100))
                .body("denials[0].limit", equalTo(100));
    }

    @Test
    void whatIsGivenBackCanBeGrantedAgainAndSayingItTwiceChangesNothing() {
        String token = tokenWith(Map.of("budgetNanoUsd", 100));
        String grant = ask("g1", token, "BUDGET", 100, 100).path("grants[0].grantId");

        giveBack("g2", grant, 70).then().body("holds", hasSize(0));
        giveBack("g1", grant, 70).then().body("holds[0].outstanding", equalTo(30));
        giveBack("g1", grant, 70).then().body("holds[0].outstanding", equalTo(30));
        giveBack("g1", grant, 20).then().body("holds[0].outstanding", equalTo(30));

        ask("g1", token, "BUDGET", 71, 71).then().body("denials", hasSize(1));
        assertThat(granted(ask("g1", token, "BUDGET", 70, 70))).isEqualTo(70);
    }

    @Test
    void manyGatewaysAtOnceAreNeverGrantedMoreThanTheLimit() throws Exception {
        String token = tokenWith(Map.of("requestsPerDay", 200, "budgetNanoUsd", 1000));
        List<Callable<long[]>> asks =
                IntStream.range(0, 120)
                        .mapToObj(i -> (Callable<long[]>) () -> askBoth("g" + i % 5, token))
                        .toList();
        long rates = 0;
        long money = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(asks)) {
                rates += answer.get()[0];
                money += answer.get()[1];
            }
        }
        // What is left is less than one request needs.
        assertThat(rates).isBetween(199L, 200L);
        assertThat(money).isBetween(991L, 1000L);
    }

    @Test
    void aSoftBudgetAlwaysGrantsAndSaysThatItIsOver() {
        String token = tokenWith(Map.of("budgetNanoUsd", 10, "budgetSoft", true));

        assertThat(granted(ask("g1", token, "BUDGET", 50, 50))).isEqualTo(50);
        ask("g1", token, "BUDGET", 5, 5).then().body("grants[0].remaining", equalTo(-45));
    }

    @Test
    void tokensUsedBeyondAGrantAreMissingFromTheWindow() {
        String token = tokenWith(Map.of("tokensPerDay", 100));
        String grant = ask("g1", token, "TOKENS_PER_DAY", 20, 20).path("grants[0].grantId");

        say("g1", grant, 0, 70).then().body("holds[0].outstanding", equalTo(90));
        say("g1", grant, 0, 70).then().body("holds[0].outstanding", equalTo(90));

        ask("g2", token, "TOKENS_PER_DAY", 11, 11).then().body("denials[0].used", equalTo(90));
        assertThat(granted(ask("g2", token, "TOKENS_PER_DAY", 10, 10))).isEqualTo(10);
    }

    @Test
    void aPlaceThatIsGivenBackServesTheNextRequest() {
        String token = tokenWith(Map.of("concurrentRequests", 1));
        String grant = ask("g1", token, "CONCURRENT_REQUESTS", 1, 1).path("grants[0].grantId");
        ask("g2", token, "CONCURRENT_REQUESTS", 1, 1).then().body("denials[0].limit", equalTo(1));

        say("g1", grant, 1, 0).then().body("holds", hasSize(0));

        ask("g2", token, "CONCURRENT_REQUESTS", 1, 1).then().body("grants", hasSize(1));
    }

    @Test
    void aRevokedOrUnknownTokenIsGrantedNothing() {
        String token = tokenWith(Map.of("budgetNanoUsd", 100));
        as(ServiceName.OPERATOR).delete(BASE + "/agent-tokens/" + token).then().statusCode(204);

        ask("g1", token, "BUDGET", 1, 1).then().body("denials[0].limit", equalTo(0));
        ask("g1", "nobody", "REQUESTS_PER_MINUTE", 1, 1)
                .then()
                .body("denials[0].limit", equalTo(0));
    }

    /// Its journal tells what it had spent, but only once it is back.
    @Test
    void aGrantOutlivesTheTimeThatAKilledGatewayTakesToBeBack() {
        String token = tokenWith(Map.of("budgetNanoUsd", 100));

        JsonPath answer = ask("g1", token, "BUDGET", 100, 100).jsonPath();

        assertThat(
                        Duration.between(
                                Instant.parse(answer.getString("answeredAt")),
                                Instant.parse(answer.getString("grants[0].expiresAt"))))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"asks\":[],\"returns\":[]}",
                "{\"gatewayId\":\"g\"}",
                "{\"gatewayId\":\"g\",\"returns\":[],\"asks\":[{\"tokenRef\":\"t\",\"counter\":\"BUDGET\",\"atLeast\":0,\"wanted\":1}]}",
                "{\"gatewayId\":\"g\",\"returns\":[],\"asks\":[{\"tokenRef\":\"t\",\"counter\":\"WEEK\",\"atLeast\":1,\"wanted\":1}]}",
                "{\"gatewayId\":\"g\",\"returns\":[],\"asks\":[{\"tokenRef\":\"t\",\"atLeast\":1,\"wanted\":1}]}",
                "{\"gatewayId\":\"g\",\"returns\":[],\"asks\":[{\"counter\":\"BUDGET\",\"atLeast\":1,\"wanted\":1}]}",
                "{\"gatewayId\":\"g\",\"asks\":[],\"returns\":[{\"grantId\":\"x\",\"unused\":-1}]}",
                "{\"gatewayId\":\"g\",\"asks\":[],\"returns\":[{\"grantId\":\"x\",\"unused\":0,\"over\":-1}]}",
            })
    void whatCannotBeAskedIsRefused(String body) {
        as(ServiceName.GATEWAY)
                .body(body)
                .post(BASE + "/allowances")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"));
    }

    private static long[] askBoth(String gateway, String token) {
        JsonPath answer =
                allowances(
                                Map.of(
                                        "gatewayId",
                                        gateway,
                                        "asks",
                                        List.of(
                                                Map.of(
                                                        "subject", token, "counter", "BUDGET",
                                                        "atLeast", 10, "wanted", 40),
                                                Map.of(
                                                        "subject",
                                                        token,
                                                        "counter",
                                                        "REQUESTS_PER_DAY",
                                                        "atLeast",
                                                        2,
                                                        "wanted",
                                                        8)),
                                        "returns",
                                        List.of()))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        long[] sums = new long[2];
        for (Map<String, Object> grant : answer.<Map<String, Object>>getList("grants")) {
            sums[grant.get("counter").equals("BUDGET") ? 1 : 0] +=
                    ((Number) grant.get("amount")).longValue();
        }
        return sums;
    }

    private static long granted(io.restassured.response.Response response) {
        return response.then().statusCode(200).extract().jsonPath().getLong("grants[0].amount");
    }
}
