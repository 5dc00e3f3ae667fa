package io.spidergate.billing.budget;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.BillingFixtures.ask;
import static io.spidergate.billing.BillingFixtures.giveBack;
import static io.spidergate.billing.ledger.DeliveredEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.billing.ledger.DeliveredEvents;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@BillingFixtures.Running
class BudgetsTest {

    @Inject DeliveredEvents events;

    private final String workspace = "ws_" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void countsWhatIsSpentFromTheBeginningOfItsPeriodOn() throws Exception {
        String token = token();
        Instant midnight = LocalDate.now(ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant now = Instant.now();
        spend(token, midnight.minusSeconds(1), 1_000);
        spend(token, now, 30);
        String budget = budget(Map.of("period", "DAY", "limitNanoUsd", 100)).path("id");
        String rolling =
                budget(Map.of("period", "DAY", "rolling", true, "limitNanoUsd", 100)).path("id");
        spend(token, now, 12);

        show(budget).then().body("spentNanoUsd", equalTo(42)).body("heldNanoUsd", equalTo(0));
        show(rolling).then().body("spentNanoUsd", equalTo(1_042));
        assertThat(drift()).isZero();
    }

    @Test
    void countsAgentsAndTagsApart() throws Exception {
        String tagged = token(List.of("team:a"));
        String other = token(List.of("team:b"));
        String tag = budget(scoped("TAG", "team:a")).path("id");
        String agent = budget(scoped("AGENT", other)).path("id");
        String all = budget(Map.of("period", "MONTH", "limitNanoUsd", 100)).path("id");
        spend(tagged, Instant.now(), 5, List.of("team:a"));
        spend(other, Instant.now(), 7, List.of("team:b"));

        show(tag).then().body("spentNanoUsd", equalTo(5));
        show(agent)
                .then()
                .body("spentNanoUsd", equalTo(7))
                .body("scope.value", equalTo("agt_" + other));
        show(all).then().body("spentNanoUsd", equalTo(12));
        as(ServiceName.GATEWAY)
                .get(BASE + "/budgets/of-token/" + tagged)
                .then()
                .body("id", containsInAnyOrder(tag, all));
        as(ServiceName.GATEWAY).get(BASE + "/budgets/of-token/nobody").then().body("", hasSize(0));
        assertThat(drift()).isZero();
    }

    @Test
    void whatIsGrantedIsHeldUntilTheLedgerHasIt() throws Exception {
        String token = token();
        String budget = budget(Map.of("period", "MONTH", "limitNanoUsd", 100)).path("id");
        String grant = ask("g1", budget, "BUDGET", 60, 60).path("grants[0].grantId");
        show(budget).then().body("heldNanoUsd", equalTo(60));

        spend(token, Instant.now(), 50, List.of(), List.of(grant));
        show(budget).then().body("heldNanoUsd", equalTo(10)).body("spentNanoUsd", equalTo(50));
        ask("g2", budget, "BUDGET", 41, 41)
                .then()
                .body("denials[0].used", equalTo(60))
                .body("denials[0].limit", equalTo(100));
        giveBack("g1", grant, 10).then().body("holds[0].outstanding", equalTo(0));
        ask("g2", budget, "BUDGET", 50, 50).then().body("grants[0].amount", equalTo(50));
        assertThat(drift()).isZero();
    }

    @Test
    void whatRollsIsFreeAgainWhenTheFirstOfItIsPast() throws Exception {
        String token = token();
        String budget =
                budget(Map.of("period", "WEEK", "rolling", true, "limitNanoUsd", 100)).path("id");
        Instant spent = Instant.now().minus(Duration.ofDays(6));
        spend(token, spent, 80);
        spend(token, Instant.now(), 20);
        Instant free =
                spent.truncatedTo(java.time.temporal.ChronoUnit.HOURS).plus(Duration.ofHours(169));

        ask("g1", budget, "BUDGET", 1, 1)
                .then()
                .body("denials[0].used", equalTo(100))
                .body("denials[0].windowEndsAt", equalTo(free.toString()));
        show(budget).then().body("resetsAt", equalTo(free.toString()));
    }

    @Test
    void manyGatewaysAtOnceAreNeverGrantedMoreThanItsLimitWhileTheLedgerWrites() throws Exception {
        String token = token();
        String rolling =
                budget(Map.of("period", "DAY", "rolling", true, "limitNanoUsd", 1_000)).path("id");
        List<Callable<Integer>> asks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String gateway = "g" + i % 5;
            asks.add(() -> spendWhatIsGranted(gateway, rolling, token));
        }
        int granted = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(asks)) {
                granted += answer.get();
            }
        }
        int all = granted;
        assertThat(all).isBetween(900, 1_000);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        show(rolling)
                                .then()
                                .body("spentNanoUsd", equalTo(all))
                                .body("heldNanoUsd", equalTo(0)));
        assertThat(drift()).isZero();
    }

    private int spendWhatIsGranted(String gateway, String budget, String token) throws Exception {
        Response answer = ask(gateway, budget, "BUDGET", 20, 20);
        Integer amount = answer.path("grants[0].amount");
        if (amount == null) {
            return 0;
        }
        String grant = answer.path("grants[0].grantId");
        events.deliver(List.of(of(event(token, Instant.now(), amount), List.of(), List.of(grant))));
        return amount;
    }

    @Test
    void aZoneMovesTheDayAndCountsItAnew() throws Exception {
        String token = token();
        ZoneId zone = ZoneId.of("Pacific/Kiritimati");
        String budget = budget(Map.of("period", "DAY", "limitNanoUsd", 100)).path("id");
        Instant start = LocalDate.now(zone).atStartOfDay(zone).toInstant();
        spend(token, start.minusSeconds(1), 40);
        spend(token, start, 2);
        ask("g1", budget, "BUDGET", 10, 10).then().body("grants", hasSize(1));

        as(ServiceName.OPERATOR)
                .body(Map.of("zone", "Pacific/Kiritimati"))
                .patch(BASE + "/workspaces/" + workspace)
                .then()
                .statusCode(200)
                .body("zone", equalTo("Pacific/Kiritimati"));

        show(budget)
                .then()
                .body("spentNanoUsd", equalTo(2))
                .body("heldNanoUsd", equalTo(10))
                .body("since", equalTo(start.toString()));
        assertThat(drift()).isZero();
    }

    @Test
    void isChangedListedAndRemoved() {
        token();
        String id = budget(Map.of("name", "team", "period", "MONTH", "limitNanoUsd", 5)).path("id");
        as(ServiceName.OPERATOR)
                .body(Map.of("limitNanoUsd", 50, "warnAtPercent", List.of(90, 50, 90)))
                .patch(BASE + "/budgets/team?workspace=" + workspace)
                .then()
                .statusCode(200)
                .body("limitNanoUsd", equalTo(50))
                .body("warnAtPercent", equalTo(List.of(50, 90)));
        ask("g1", id, "BUDGET", 50, 50).then().body("grants[0].amount", equalTo(50));
        budgets("?workspace=" + workspace).then().body("id", equalTo(List.of(id)));

        as(ServiceName.OPERATOR).delete(BASE + "/budgets/" + id).then().statusCode(204);

        show(id).then().statusCode(404).body("code", equalTo("budget_not_found"));
        budgets("?workspace=" + workspace).then().body("", hasSize(0));
        // A gateway that has not heard of it yet refuses nobody for it.
        ask("g1", id, "BUDGET", 1_000, 1_000).then().body("grants[0].amount", equalTo(1_000));
    }

    @Test
    void anotherWorkspacesBudgetIsAsUnknownAsAnyOther() {
        token();
        String id = budget(Map.of("name", "team", "period", "DAY", "limitNanoUsd", 5)).path("id");
        for (String budget : List.of(id, "team", "bud_nobody")) {
            for (String other : List.of("ws_default", "ws_nobody")) {
                String path = BASE + "/budgets/" + budget + "?workspace=" + other;
                List<Response> answers =
                        List.of(
                                as(ServiceName.OPERATOR).get(path),
                                as(ServiceName.OPERATOR).body(Map.of("soft", true)).patch(path),
                                as(ServiceName.OPERATOR).delete(path));
                for (Response answer : answers) {
                    answer.then()
                            .statusCode(404)
                            .body("code", equalTo("budget_not_found"))
                            .body("message", equalTo("no budget has that id or name"));
                }
            }
        }
        show(id).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'', name, 100 characters",
        "limitNanoUsd=-1, limitNanoUsd, got -1",
        "warnAtPercent=0, warnAtPercent, from 1 to 100",
        "scope=TAG, scope.value, name the agent or tag",
        "both=1, ceiling, either",
    })
    void whatIsWrongIsNamed(String wrong, String field, String word) {
        token();
        Map<String, Object> asked = new HashMap<>(Map.of("period", "DAY", "limitNanoUsd", 5));
        asked.put("name", wrong.isEmpty() ? "" : "fine");
        switch (wrong) {
            case "limitNanoUsd=-1" -> asked.put("limitNanoUsd", -1);
            case "warnAtPercent=0" -> asked.put("warnAtPercent", List.of(50, 0));
            case "scope=TAG" -> asked.put("scope", Map.of("kind", "TAG"));
            case "both=1" -> asked.putAll(Map.of("soft", true, "ceiling", true));
            default -> assertThat(wrong).isEmpty();
        }
        budget(asked)
                .then()
                .statusCode(400)
                .body("field", equalTo(field))
                .body("message", containsString(word));
    }

    @Test
    void namesAreUniqueAndWhoeverIsCountedMustBeThere() {
        token();
        Map<String, Object> team = Map.of("name", "team", "period", "DAY", "limitNanoUsd", 5);
        budget(team).then().statusCode(200);
        budget(team).then().statusCode(409).body("code", equalTo("budget_name_taken"));
        budget(scoped("AGENT", "nobody"))
                .then()
                .statusCode(404)
                .body("code", equalTo("agent_token_not_found"));
        Map<String, Object> elsewhere = new HashMap<>(team);
        elsewhere.put("workspace", "ws_nobody");
        budget(elsewhere).then().statusCode(404).body("code", equalTo("workspace_not_found"));
        as(ServiceName.GATEWAY).get(BASE + "/budgets").then().statusCode(403);
    }

    @Test
    void eachThresholdIsToldOnceAndItsEndWhenRequestsAreRefused() throws Exception {
        String token = token();
        String budget =
                budget(
                                Map.of(
                                        "name",
                                        "team",
                                        "period",
                                        "DAY",
                                        "limitNanoUsd",
                                        100,
                                        "warnAtPercent",
                                        List.of(50, 80)))
                        .path("id");
        spend(token, Instant.now(), 49);
        assertThat(told()).isEmpty();
        spend(token, Instant.now(), 40);
        spend(token, Instant.now(), 1);
        assertThat(told()).containsExactlyInAnyOrder("budget.warning 50", "budget.warning 80");

        // What gateways hold may come back.
        String grant = ask("g1", budget, "BUDGET", 10, 10).path("grants[0].grantId");
        ask("g1", budget, "BUDGET", 10, 10).then().body("denials", hasSize(1));
        assertThat(told()).hasSize(2);
        giveBack("g1", grant, 10);
        ask("g1", budget, "BUDGET", 11, 11).then().body("denials", hasSize(1));
        ask("g2", budget, "BUDGET", 12, 12).then().body("denials", hasSize(1));
        spend(token, Instant.now(), 30);
        assertThat(told())
                .containsExactlyInAnyOrder(
                        "budget.warning 50", "budget.warning 80", "budget.exceeded 100");
        as(ServiceName.OPERATOR)
                .get(BASE + "/notices?type=budget.exceeded&workspace=" + workspace)
                .then()
                .body("[0].subject", equalTo(budget))
                .body("[0].data.name", equalTo("team"))
                .body("[0].data.subject.id", equalTo(workspace))
                .body("[0].data.spent_usd", equalTo(9.0e-8f));
    }

    @Test
    void aTokensOwnBudgetIsToldToo() throws Exception {
        String token =
                BillingFixtures.issue("own", Map.of("budgetNanoUsd", 100), workspace)
                        .path("agent.tokenRef");
        spend(token, Instant.now(), 85);
        spend(token, Instant.now(), 20);

        assertThat(told()).containsExactlyInAnyOrder("budget.warning 80", "budget.exceeded 100");
    }

    private List<String> told() {
        List<Map<String, Object>> notices =
                as(ServiceName.OPERATOR)
                        .get(BASE + "/notices?workspace=" + workspace)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("");
        return notices.stream()
                .map(notice -> {
                    Map<?, ?> data = (Map<?, ?>) notice.get("data");
                    return notice.get("type") + " " + data.get("threshold_percent");
                })
                .toList();
    }

    private static Map<String, Object> scoped(String kind, String value) {
        return Map.of(
                "period",
                "MONTH",
                "limitNanoUsd",
                100,
                "scope",
                Map.of("kind", kind, "value", value));
    }

    private Response budget(Map<String, Object> asked) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "b-" + UUID.randomUUID()));
        body.put("workspace", workspace);
        body.putAll(asked);
        return as(ServiceName.OPERATOR).body(body).post(BASE + "/budgets");
    }

    private static Response budgets(String query) {
        return as(ServiceName.OPERATOR).get(BASE + "/budgets" + query);
    }

    private static Response show(String budget) {
        return as(ServiceName.OPERATOR).get(BASE + "/budgets/" + budget);
    }

    private String token() {
        return token(List.of());
    }

    private String token(List<String> tags) {
        return as(ServiceName.OPERATOR)
                .body(
                        Map.of(
                                "workspace",
                                workspace,
                                "name",
                                "agent-" + UUID.randomUUID(),
                                "allowedModels",
                                List.of(),
                                "spending",
                                "paid_ok",
                                "limits",
                                Map.of(),
                                "tags",
                                tags))
                .post(BASE + "/agent-tokens")
                .then()
                .statusCode(200)
                .extract()
                .path("agent.tokenRef");
    }

    private void spend(String token, Instant at, long nanoUsd) throws Exception {
        spend(token, at, nanoUsd, List.of());
    }

    private void spend(String token, Instant at, long nanoUsd, List<String> tags) throws Exception {
        spend(token, at, nanoUsd, tags, List.of());
    }

    private void spend(
            String token, Instant at, long nanoUsd, List<String> tags, List<String> grants)
            throws Exception {
        long before = events.entriesOf(token);
        events.deliver(List.of(of(event(token, at, nanoUsd), tags, grants)));
        await().atMost(Duration.ofSeconds(20)).until(() -> events.entriesOf(token) > before);
    }

    private RequestEvent of(RequestEvent event, List<String> tags, List<String> grants) {
        return new RequestEvent(
                event.schema(),
                event.requestId(),
                event.startedAt(),
                event.gatewayId(),
                new io.spidergate.contracts.id.WorkspaceId(workspace),
                event.agent(),
                event.agentName(),
                event.tokenRef(),
                event.endpoint(),
                event.requestedModel(),
                event.servedModel(),
                event.servedProvider(),
                event.streamed(),
                event.outcome(),
                event.usage(),
                event.cost(),
                event.paidBecause(),
                grants,
                event.timing(),
                event.plan(),
                event.attempts(),
                event.capture(),
                tags);
    }

    /// Of the last forty days, so that what is older than a period is looked at too.
    private static long drift() {
        return as(ServiceName.OPERATOR)
                .get(BASE + "/ledger/audit?days=40")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("driftNanoUsd");
    }
}
