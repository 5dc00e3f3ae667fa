package io.spidergate.billing.ledger;

import static io.spidergate.billing.BillingFixtures.tokenWith;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.contracts.gateway.RequestEvent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The tags of a token go with each entry.
@QuarkusTest
@BillingFixtures.Running
class LedgerTagsTest {

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

    private RequestEvent tagged(String token, String... tags) throws Exception {
        ObjectNode event = json.valueToTree(DeliveredEvents.event(token, Instant.now(), 100));
        event.set("tags", json.valueToTree(tags));
        return json.treeToValue(event, RequestEvent.class);
    }
}
