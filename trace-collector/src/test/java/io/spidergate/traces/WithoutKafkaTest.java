package io.spidergate.traces;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.fixtures.IdentityFixture;
import io.spidergate.fixtures.PostgresFixture;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutKafkaTest.NoBroker.class)
@WithTestResource(value = PostgresFixture.class)
@WithTestResource(
        value = IdentityFixture.class,
        initArgs = @ResourceArg(name = "name", value = ServiceName.TRACES))
class WithoutKafkaTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URL readiness;

    /// Nobody listens on port 1.
    public static final class NoBroker implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kafka.bootstrap.servers", "127.0.0.1:1");
        }
    }

    @Test
    void startsAnswersQueriesAndSaysWhatItWaitsFor() {
        given().auth()
                .oauth2(IdentityFixture.tokenOf(ServiceName.DASHBOARD, ServiceName.TRACES))
                .get("/internal/traces/v1/traces")
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        given().get(readiness)
                                .then()
                                .statusCode(503)
                                .body(Matchers.containsString("waiting for Kafka")));
    }
}
