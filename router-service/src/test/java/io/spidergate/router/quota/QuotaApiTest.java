package io.spidergate.router.quota;

import static io.spidergate.router.RunningRouter.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.PoolStanding.LimitSource;
import io.spidergate.contracts.routing.PoolStanding.WindowStanding;
import io.spidergate.contracts.routing.PoolView;
import io.spidergate.contracts.routing.QuotaAnswer;
import io.spidergate.contracts.routing.QuotaRequest;
import io.spidergate.contracts.routing.QuotaRequest.Ask;
import io.spidergate.contracts.routing.QuotaRequest.Held;
import io.spidergate.contracts.routing.QuotaRequest.PoolWord;
import io.spidergate.contracts.routing.QuotaRequest.Use;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.router.OnPostgresAndKafka;
import io.spidergate.router.RunningRouter;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Gateways say what they have used, and get what is left. Each test has pools of its own.
@QuarkusTest
@OnPostgresAndKafka
class QuotaApiTest {

    private static final String QUOTA = "/internal/router/v1/quota";

    @Inject RunningRouter router;
    @Inject ObjectMapper json;

    @BeforeEach
    void isReady() {
        router.awaitReadiness();
    }

    @Test
    void whatIsUsedAndHeldIsNotGrantedAgain() throws Exception {
        String pool = "pool_openrouter:default";
        QuotaAnswer first = says("gw_a", word(pool, 1, List.of(ask(8, 8)), List.of(), List.of()));
        String grant = first.pools().getFirst().grants().getFirst().grantId();

        says(
                "gw_a",
                word(
                        pool,
                        2,
                        List.of(),
                        List.of(new Held(grant, 5, 3)),
                        List.of(new Use(QuotaUnit.REQUESTS, 100, 5))));
        QuotaAnswer rest = says("gw_b", word(pool, 1, List.of(ask(15, 15)), List.of(), List.of()));
        QuotaAnswer denied = says("gw_c", word(pool, 1, List.of(ask(1, 1)), List.of(), List.of()));

        assertThat(rest.pools().getFirst().grants().getFirst().amount()).isEqualTo(15);
        assertThat(denied.pools().getFirst().denials()).hasSize(1);
        assertThat(minute(view(pool)))
                .satisfies(window -> {
                    assertThat(window.limit()).isEqualTo(20);
                    assertThat(window.used()).isEqualTo(5);
                    assertThat(window.held()).isEqualTo(15);
                    assertThat(window.source()).isEqualTo(LimitSource.PUBLISHED);
                });
    }

    @Test
    void gatewaysThatAskAtTheSameTimeNeverGetMoreThanThereIs() throws Exception {
        String pool = "pool_nvidia:default:z-ai/glm-5.3";
        assertThat(view(pool).pool().windows()).isNotEmpty();
        List<Callable<Long>> gateways = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String gateway = "gw_" + i;
            gateways.add(() -> granted(gateway, pool));
        }
        long granted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            for (Future<Long> one : threads.invokeAll(gateways)) {
                granted += one.get();
            }
        }
        assertThat(granted).isEqualTo(40);
    }

    @Test
    void aPoolThatNobodyKnowsIsLeftOut() throws Exception {
        QuotaAnswer answer =
                says("gw_a", word("pool_nobody", 1, List.of(ask(1, 1)), List.of(), List.of()));

        assertThat(answer.pools()).isEmpty();
    }

    @Test
    void namesWhatIsWrongInAWord() throws Exception {
        as(ServiceName.GATEWAY)
                .body(text("gw_a", word("p", 1, List.of(ask(0, 1)), List.of(), List.of())))
                .post(QUOTA)
                .then()
                .statusCode(400)
                .body("field", equalTo("pools.asks.atLeast"))
                .body("message", containsString("must be from 1 to"));
        as(ServiceName.GATEWAY)
                .body(
                        text(
                                "gw_a",
                                word(
                                        "p",
                                        1,
                                        List.of(),
                                        List.of(),
                                        List.of(new Use(QuotaUnit.TOKENS, -1, 5)))))
                .post(QUOTA)
                .then()
                .statusCode(400)
                .body("field", equalTo("pools.uses.agoMs"));
        as(ServiceName.GATEWAY).body("{}").post(QUOTA).then().statusCode(400);
    }

    @Test
    void whatWasLearntOfAPoolCanBeForgotten() throws Exception {
        String pool = "pool_nvidia:default:deepseek-ai/deepseek-v4.1-flash";
        says(
                "gw_a",
                word(pool, 1, List.of(), List.of(), List.of(new Use(QuotaUnit.REQUESTS, 0, 9))));
        assertThat(minute(view(pool)).used()).isEqualTo(9);

        as(ServiceName.OPERATOR).queryParam("pool", pool).delete(QUOTA).then().statusCode(204);

        assertThat(minute(view(pool)).used()).isZero();
        as(ServiceName.OPERATOR)
                .queryParam("pool", "pool_nobody")
                .delete(QUOTA)
                .then()
                .statusCode(404)
                .body("code", equalTo("quota_pool_not_found"));
        as(ServiceName.OPERATOR).delete(QUOTA).then().statusCode(404);
        as(ServiceName.GATEWAY).queryParam("pool", pool).delete(QUOTA).then().statusCode(403);
    }

    @Test
    void capacityNamesWhatIsWrongAndSaysWhoDoesNotAnswer() {
        as(ServiceName.OPERATOR)
                .queryParam("days", 0)
                .get(QUOTA + "/capacity")
                .then()
                .statusCode(400)
                .body("field", equalTo("days"));
        as(ServiceName.OPERATOR)
                .get(QUOTA + "/capacity")
                .then()
                .statusCode(503)
                .body("message", containsString("trace-collector cannot be reached"));
        as(ServiceName.GATEWAY).get(QUOTA + "/capacity").then().statusCode(403);
    }

    @Test
    void onlyGatewaysMayUseQuota() throws Exception {
        String body = text("gw_a", word("p", 1, List.of(), List.of(), List.of()));

        as(ServiceName.OPERATOR).body(body).post(QUOTA).then().statusCode(403);
        as(ServiceName.VAULT).get(QUOTA).then().statusCode(403);
    }

    private long granted(String gateway, String pool) throws JsonProcessingException {
        return says(gateway, word(pool, 1, List.of(ask(1, 1)), List.of(), List.of()))
                .pools()
                .stream()
                .flatMap(answer -> answer.grants().stream())
                .mapToLong(QuotaAnswer.Grant::amount)
                .sum();
    }

    private PoolView view(String pool) throws JsonProcessingException {
        PoolView[] all =
                json.readValue(as(ServiceName.OPERATOR).get(QUOTA).asString(), PoolView[].class);
        return Arrays.stream(all)
                .filter(view -> view.pool().id().equals(pool))
                .findFirst()
                .orElseThrow();
    }

    private static WindowStanding minute(PoolView view) {
        return view.standing().windows().stream()
                .filter(window -> window.window().seconds() == 60)
                .findFirst()
                .orElseThrow();
    }

    private QuotaAnswer says(String gateway, PoolWord word) throws JsonProcessingException {
        return json.readValue(
                as(ServiceName.GATEWAY)
                        .body(text(gateway, word))
                        .post(QUOTA)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString(),
                QuotaAnswer.class);
    }

    private String text(String gateway, PoolWord word) throws JsonProcessingException {
        return json.writeValueAsString(new QuotaRequest(gateway, List.of(word)));
    }

    private static Ask ask(long atLeast, long wanted) {
        return new Ask(QuotaUnit.REQUESTS, atLeast, wanted);
    }

    private static PoolWord word(
            String pool, long number, List<Ask> asks, List<Held> held, List<Use> uses) {
        return new PoolWord(pool, number, asks, held, uses, List.of(), List.of(), null);
    }
}
