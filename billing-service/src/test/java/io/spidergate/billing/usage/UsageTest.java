package io.spidergate.billing.usage;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.BillingFixtures.tokenWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.billing.ledger.DeliveredEvents;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Fault;
import io.spidergate.contracts.gateway.RequestEvent.Outcome;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reports say what the ledger says, however events come.
@QuarkusTest
@BillingFixtures.Running
class UsageTest {

    private static final String USAGE = BASE + "/usage";
    private static final Outcome DELIVERED =
            new Outcome(Result.COMPLETED, 200, null, null, "stop", false);

    @Inject DeliveredEvents events;

    @Test
    void groupsSumsBucketsAndTheRangeBefore() throws Exception {
        String token = tokenWith(Map.of());
        Instant start = Instant.parse("2025-09-10T00:00:00Z");
        deliver(
                token,
                List.of(
                        event(token, start.minusSeconds(60), "a", DELIVERED, 5, 5, 100_000),
                        event(token, start, "a", DELIVERED, 10, 30, 200_000),
                        event(token, start.plusSeconds(3_600), "b", DELIVERED, 0, 70, 400_000),
                        event(
                                token,
                                start.plus(1, ChronoUnit.DAYS),
                                "b",
                                new Outcome(Result.COMPLETED, 200, null, null, "length", false),
                                3,
                                3,
                                100_000),
                        failed(token, start.plusSeconds(10)),
                        event(
                                token,
                                start.plusSeconds(20),
                                "a",
                                new Outcome(
                                        Result.ABANDONED,
                                        499,
                                        "caller_left",
                                        Fault.CALLER,
                                        null,
                                        false),
                                2,
                                2,
                                50_000)));

        JsonPath report =
                asked(token)
                        .queryParam("from", "2025-09-10")
                        .queryParam("to", "2025-09-12")
                        .queryParam("compare", true)
                        .get(USAGE)
                        .then()
                        .statusCode(200)
                        .body("range.bucket", equalTo("day"))
                        .body("total.requests", equalTo(5))
                        .body("total.delivered", equalTo(3))
                        .body("total.failed", equalTo(1))
                        .body("total.unknown", equalTo(1))
                        .body("total.truncated", equalTo(1))
                        .body("total.nanoUsd", equalTo(15))
                        .body("total.listNanoUsd", equalTo(105))
                        .body("total.inputTokens", equalTo(44))
                        .body("before.requests", equalTo(1))
                        .body("before.nanoUsd", equalTo(5))
                        .body("byBucket.sums.requests", equalTo(List.of(4, 1)))
                        .body("byModel.name", equalTo(List.of("a", "b", "")))
                        .body("byModel[0].sums.nanoUsd", equalTo(12))
                        .body("byAlias.name", hasItems("spideriq/coding"))
                        .body("byAgent[0].label", equalTo("name"))
                        .body("byKind.name", equalTo(List.of("chat")))
                        .body("byBasis.name", hasItems("priced", "free", "none"))
                        .body("byTag.name", equalTo(List.of("blue", "team-a")))
                        .body("byTag.sums.nanoUsd", equalTo(List.of(15, 15)))
                        .body("topErrors.errorCode", hasItems("all_providers_failed"))
                        .body("latency.requests", equalTo(3))
                        .extract()
                        .jsonPath();
        assertThat(report.getLong("latency.averageUs")).isEqualTo(233_333);
        assertThat(report.getLong("latency.p95Us")).isBetween(370_000L, 430_000L);

        asked(token)
                .queryParam("from", "2025-09-10")
                .queryParam("to", "2025-09-12")
                .queryParam("model", "b")
                .get(USAGE)
                .then()
                .body("total.requests", equalTo(2))
                .body("before", nullValue())
                .body("byModel", hasSize(1));
        asked(token)
                .queryParam("from", "2025-09-10")
                .queryParam("to", "2025-09-12")
                .queryParam("tag", "green")
                .get(USAGE)
                .then()
                .body("total.requests", equalTo(0));
    }

    @Test
    void whateverComesTwiceOrInAnyOrderCountsOnceAndSumsAreTheLedgers() throws Exception {
        String token = tokenWith(Map.of());
        Random random = new Random(11);
        Instant start = Instant.parse("2025-10-01T00:00:00Z");
        List<RequestEvent> all = new ArrayList<>();
        long spent = 0;
        for (int at = 0; at < 300; at++) {
            long nanoUsd = random.nextInt(1_000);
            spent += nanoUsd;
            Instant when = start.plusSeconds(random.nextInt(20 * 86_400));
            all.add(event(token, when, "m" + at % 7, DELIVERED, nanoUsd, nanoUsd, 1_000 * at));
        }
        List<RequestEvent> twice = new ArrayList<>(all);
        twice.addAll(all.subList(100, 200));
        Collections.shuffle(twice, random);
        deliver(token, twice);

        JsonPath report =
                asked(token)
                        .queryParam("from", "2025-10-01")
                        .queryParam("to", "2025-10-21")
                        .queryParam("bucket", "hour")
                        .get(USAGE)
                        .jsonPath();
        assertThat(report.getLong("total.requests")).isEqualTo(300);
        assertThat(report.getLong("total.nanoUsd")).isEqualTo(spent);
        assertThat(sum(report, "byBucket.sums.nanoUsd")).isEqualTo(spent);
        assertThat(sum(report, "byModel.sums.requests")).isEqualTo(300);
        assertThat(report.getLong("latency.requests")).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({
        "from, yesterday, from",
        "bucket, week, bucket",
        "kind, video, kind",
        "limit, 0, limit",
        "limit, 1001, limit",
    })
    void whatIsWrongIsNamed(String parameter, String value, String field) {
        as(ServiceName.OPERATOR)
                .queryParam(parameter, value)
                .get(USAGE)
                .then()
                .statusCode(400)
                .body("field", equalTo(field));
    }

    @Test
    void tellsWhatTheMonthComesToAndWhenABudgetIsUsedUp() throws Exception {
        String token = tokenWith(Map.of("budgetNanoUsd", 1_000));
        Instant now = Instant.now();
        deliver(token, List.of(event(token, now, "a", DELIVERED, 999, 999, 1_000)));
        String budget =
                as(ServiceName.OPERATOR)
                        .body(
                                Map.of(
                                        "name",
                                        "of-" + token,
                                        "scope",
                                        Map.of("kind", "AGENT", "value", token),
                                        "period",
                                        "DAY",
                                        "limitNanoUsd",
                                        900))
                        .post(BASE + "/budgets")
                        .path("id");

        as(ServiceName.DASHBOARD)
                .queryParam("limit", 1_000)
                .get(USAGE + "/forecast")
                .then()
                .body("budgets.find { it.subject == '" + budget + "' }.spentNanoUsd", equalTo(999))
                .body("budgets.find { it.subject == '" + budget + "' }.perDayNanoUsd", equalTo(999))
                .body("budgets.find { it.subject == '" + budget + "' }.usedUpAt", notNullValue());
        as(ServiceName.DASHBOARD)
                .queryParam("limit", 1_000)
                .get(USAGE + "/forecast")
                .then()
                .statusCode(200)
                .body("budgets.find { it.subject == '" + token + "' }.spentNanoUsd", equalTo(999))
                .body("budgets.find { it.subject == '" + token + "' }.perDayNanoUsd", equalTo(999))
                .body("budgets.find { it.subject == '" + token + "' }.limitNanoUsd", equalTo(1_000))
                .body("method", org.hamcrest.Matchers.containsString("mean of the last 7 days"));
        as(ServiceName.DASHBOARD)
                .queryParam("workspace", "ws_nobodys")
                .get(USAGE + "/forecast")
                .then()
                .body("spentNanoUsd", equalTo(0))
                .body("monthEndNanoUsd", equalTo(0))
                .body("budgets", hasSize(0));
        as(ServiceName.GATEWAY).get(USAGE + "/forecast").then().statusCode(403);
    }

    @Test
    void isForOperatorsAndForGatewaysThatAskForTheirCaller() {
        RestAssured.given().get(USAGE).then().statusCode(401);
        as(ServiceName.ROUTER).get(USAGE).then().statusCode(403);
        as(ServiceName.GATEWAY).get(USAGE).then().statusCode(200);
    }

    private static long sum(JsonPath report, String path) {
        return report.getList(path, Long.class).stream().mapToLong(Long::longValue).sum();
    }

    private static RequestSpecification asked(String token) {
        return as(ServiceName.DASHBOARD).queryParam("agent", "agt_" + token);
    }

    private void deliver(String token, List<RequestEvent> those) throws Exception {
        events.deliver(those);
        long distinct = those.stream().map(RequestEvent::requestId).distinct().count();
        await().untilAsserted(() -> assertThat(events.entriesOf(token)).isEqualTo(distinct));
    }

    private static RequestEvent failed(String token, Instant at) {
        return changed(
                DeliveredEvents.event(token, at, 0),
                null,
                new Outcome(
                        Result.FAILED, 503, "all_providers_failed", Fault.UPSTREAM, null, false),
                0,
                0,
                Basis.NONE,
                900_000);
    }

    private static RequestEvent event(
            String token,
            Instant at,
            String model,
            Outcome outcome,
            long nanoUsd,
            long listNanoUsd,
            long tookUs) {
        return changed(
                DeliveredEvents.event(token, at, nanoUsd),
                model,
                outcome,
                nanoUsd,
                listNanoUsd,
                nanoUsd == 0 ? Basis.FREE : Basis.PRICED,
                tookUs);
    }

    private static RequestEvent changed(
            RequestEvent event,
            String model,
            Outcome outcome,
            long nanoUsd,
            long listNanoUsd,
            Basis basis,
            long tookUs) {
        return new RequestEvent(
                1,
                event.requestId(),
                event.startedAt(),
                event.gatewayId(),
                event.workspace(),
                event.agent(),
                event.agentName(),
                event.tokenRef(),
                event.endpoint(),
                event.requestedModel(),
                model,
                model == null ? null : "openai",
                event.streamed(),
                outcome,
                model == null
                        ? new RequestEvent.Usage(0, 0, 0, RequestEvent.Evidence.NONE)
                        : event.usage(),
                new RequestEvent.Cost(nanoUsd, basis, listNanoUsd),
                null,
                null,
                new RequestEvent.Timing(1, 2L, tookUs / 2, tookUs),
                new PlanRecord(1, "spideriq/coding", List.of(), List.of()),
                List.of(),
                null,
                List.of("blue", "team-a"));
    }
}
