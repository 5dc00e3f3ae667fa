package io.spidergate.gateway.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ColdStartProfile.class)
class ColdStartTest {

    @Inject SmallRyeHealthReporter health;

    @BeforeEach
    void isReady() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(readiness()).contains("\"status\":\"UP\",\"checks"));
    }

    @Test
    void isReadyFromDiskAndTellsHowOldItsTokensAre() {
        assertThat(readiness())
                .contains("\"source\":\"disk\"")
                .contains("\"heardAt\":\"2026-11-22T11:00:00Z\"")
                .contains("\"ageSeconds\":")
                .contains("spidergate.billing.agent-tokens");
    }

    @Test
    void admitsATokenThatWasKeptAndPlansForIt() {
        Response answer = chat(ColdStartProfile.SECRET);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.jsonPath().getString("error.code")).isEqualTo("model_not_found");
    }

    @Test
    void asksWhoeverItDoesNotKnowToComeBackInsteadOfCallingHimAStranger() {
        Response answer = chat("spidergate_pat_mnopqrstuvwx_secret");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(answer.jsonPath().getString("error.code")).isEqualTo("service_unavailable");
    }

    @Test
    void refusesAKeptTokenWithAWrongSecret() {
        assertThat(chat(ColdStartProfile.SECRET + "x").statusCode()).isEqualTo(401);
    }

    private static Response chat(String token) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
                .post("/v1/chat/completions");
    }

    private String readiness() {
        return health.getReadiness().getPayload().toString();
    }
}
