package io.spidergate.billing.ledger;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.BillingFixtures.tokenWith;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What an entry keeps beside its money.
@QuarkusTest
@BillingFixtures.Running
class LedgerEvidenceTest {

    private static final String ATTEMPT =
            """
            {"number":1,"deployment":"dep_a:b:c","provider":"a","account":"b","upstreamModel":"c","startedUs":0,
             "endedUs":1,"usage":{"evidence":"MEASURED"},"cost":{"nanoUsd":50,"basis":"PRICED","price":"%s"}}\
            """;

    private static final String ATTEMPTS =
            "[%s,%s,%s]"
                    .formatted(
                            ATTEMPT.formatted("1/2/3"),
                            ATTEMPT.formatted("4/5/6>7:8/9/10"),
                            ATTEMPT.formatted("1/2/3"));

    @Inject ObjectMapper json;
    @Inject DeliveredEvents events;

    @Test
    void anEntryHasTheTagsOfItsEvent() throws Exception {
        String token = tokenWith(Map.of());

        events.deliver(
                List.of(
                        tagged(token, "team:search", "a,b"),
                        tagged(token, "team:search"),
                        DeliveredEvents.event(token, Instant.now(), 100)));

        String count = "SELECT count(*) FROM ledger_entry WHERE token_ref = '" + token + "' AND ";
        await().atMost(Duration.ofSeconds(30)).until(() -> events.entriesOf(token) == 3);
        await().until(() -> events.number(count + "tags = '{team:search,\"a,b\"}'") == 1);
        await().until(() -> events.number(count + "tags @> '{team:search}'") == 2);
        await().until(() -> events.number(count + "tags = '{}'") == 1);
    }

    @Test
    void anEntryShowsWhatItRestsOn() throws Exception {
        String token = tokenWith(Map.of());
        RequestEvent event = tagged(token, "team:search");
        ObjectNode told = json.valueToTree(event);
        told.withObject("/cost").put("ownKeyNanoUsd", 40);
        // As gateways of earlier versions tell it.
        told.remove("budgetGrants");
        told.put("budgetGrant", "grt_1");
        told.set("attempts", json.readTree(ATTEMPTS));
        events.deliver(List.of(json.treeToValue(told, RequestEvent.class)));
        await().atMost(Duration.ofSeconds(30)).until(() -> events.entriesOf(token) == 1);

        String entry = BASE + "/ledger/entries/" + event.requestId().value();
        as(ServiceName.OPERATOR)
                .get(entry)
                .then()
                .statusCode(200)
                .body("nanoUsd", equalTo(100))
                .body("billedNanoUsd", equalTo(60))
                .body("prices", equalTo(List.of("1/2/3", "4/5/6>7:8/9/10")))
                .body("budgetGrants", equalTo(List.of("grt_1")))
                .body("tags", equalTo(List.of("team:search")));
        as(ServiceName.OPERATOR)
                .get(entry + "?workspace=ws_other")
                .then()
                .statusCode(404)
                .body("code", equalTo("ledger_entry_not_found"));
        as(ServiceName.GATEWAY).get(entry).then().statusCode(403);
    }

    private RequestEvent tagged(String token, String... tags) throws Exception {
        ObjectNode event = json.valueToTree(DeliveredEvents.event(token, Instant.now(), 100));
        event.set("tags", json.valueToTree(tags));
        return json.treeToValue(event, RequestEvent.class);
    }
}
