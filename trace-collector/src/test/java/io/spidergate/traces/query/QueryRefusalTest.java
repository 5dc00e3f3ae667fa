package io.spidergate.traces.query;

import static io.restassured.RestAssured.given;
import static io.spidergate.traces.RunningCollector.STATS;
import static io.spidergate.traces.RunningCollector.TRACES;
import static io.spidergate.traces.RunningCollector.as;
import static io.spidergate.traces.RunningCollector.asDashboard;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.traces.OnPostgresAndKafka;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may ask, and how a question that makes no sense is answered.
@QuarkusTest
@OnPostgresAndKafka
class QueryRefusalTest {

    @Test
    void withoutAServiceTokenNothingIsAnswered() {
        given().get(TRACES).then().statusCode(401);
        given().get(TRACES + "/req_1").then().statusCode(401);
        given().get(STATS).then().statusCode(401);
        given().auth().oauth2("not.a.token").get(STATS).then().statusCode(401);
    }

    @Test
    void otherServicesAreRefused() {
        for (String path : List.of(TRACES, TRACES + "/req_1", STATS)) {
            as(ServiceName.GATEWAY).get(path).then().statusCode(403);
        }
        as(ServiceName.OPERATOR).get(STATS).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    limit          | 0          | limit must be from 1 to 200, got 0
                    limit          | 201        | limit must be from 1 to 200, got 201
                    limit          | many       | limit must be a whole number
                    minLatencyMs   | -1         | minLatencyMs must be from 0 to 86400000, got -1
                    minLatencyMs   | fast       | minLatencyMs must be a whole number
                    minCostNanoUsd | -5         | minCostNanoUsd must be from 0 to
                    status         | maybe      | status must be success or error, got 'maybe'
                    from           | yesterday  | from must be an ISO-8601 instant
                    from           | 1001-01-01T00:00:00Z | from must be from 2000-01-01
                    to             | 2000-01-02T00:00:00 | to must be an ISO-8601 instant
                    cursor         | abcdef     | cursor must be the 'next' of a page, unchanged
                    """)
    void badInputIsNamed(String field, String value, String message) {
        asDashboard()
                .queryParam(field, value)
                .get(TRACES)
                .then()
                .statusCode(400)
                .body("field", equalTo(field))
                .body("code", equalTo("invalid_" + field))
                .body("message", containsString(message));
    }

    @Test
    void badRangesAreNamed() {
        asDashboard()
                .queryParams(Map.of("from", "2026-01-02T00:00:00Z", "to", "2026-01-01T00:00:00Z"))
                .get(TRACES)
                .then()
                .statusCode(400)
                .body("message", containsString("from must be before to"));
        asDashboard()
                .queryParam("bucket", "minute")
                .get(STATS)
                .then()
                .statusCode(400)
                .body("message", equalTo("bucket must be hour or day, got 'minute'"));
        asDashboard()
                .queryParam("from", "2020-01-01T00:00:00Z")
                .get(STATS)
                .then()
                .statusCode(400)
                .body("message", containsString("at most 1000 buckets"));
    }

    @Test
    void anUnknownTraceIsNotFound() {
        asDashboard()
                .get(TRACES + "/req_nothing")
                .then()
                .statusCode(404)
                .body("code", equalTo("trace_not_found"))
                .body("message", containsString("req_nothing"));
    }
}
