package io.spidergate.billing.notice;

import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.notice.NoticeCalls.get;
import static io.spidergate.billing.notice.NoticeCalls.made;
import static io.spidergate.billing.notice.NoticeCalls.patch;
import static io.spidergate.billing.notice.NoticeCalls.post;
import static io.spidergate.billing.notice.NoticeCalls.workspace;
import static io.spidergate.billing.notice.RaisedNotices.awaitAttempts;
import static io.spidergate.billing.notice.RaisedNotices.run;
import static io.spidergate.billing.notice.RaisedNotices.states;
import static io.spidergate.billing.notice.RaisedNotices.warning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.billing.notice.NoticeCalls.Made;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.Notice;
import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Several share the work, and what one leaves in the middle another takes up.
@QuarkusTest
@BillingFixtures.Running
class CourierTest {

    @Inject RaisedNotices raised;
    @Inject PostgresTransactions transactions;
    @Inject PostgresNotices notices;
    @Inject PostgresDeliveries deliveries;
    @Inject PostgresSettling settling;
    @Inject SecretKeysetFile keyset;
    @Inject SignedCall signedCall;
    @Inject NoticeMail mail;
    @Inject NoticeMeters meters;
    @Inject NoticeConfig config;
    @Inject Clock clock;

    private final Receiver receiver = new Receiver();
    private String workspace;

    @BeforeEach
    void makeWorkspace() {
        workspace = workspace();
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    @Test
    void aDeliveryWhoseProcessEndedInTheMiddleOfItIsMadeAgainAndNotBefore() {
        Made webhook = made(workspace, receiver.url("/now"));
        asAKilledProcessLeavesIt(webhook, Duration.ofSeconds(2));
        Instant free = Instant.now().plusSeconds(2);

        JsonPath made = awaitAttempts(webhook, 2);

        assertThat(made.getString("[0].state")).isEqualTo("delivered");
        assertThat(made.getString("[0].attempts[0].tookMs")).isNull();
        assertThat(Instant.parse(made.getString("[0].attempts[1].at")))
                .isAfter(free.minusSeconds(1));
        assertThat(receiver.calls).hasSize(1);
    }

    @Test
    void whoComesBackAfterAnotherHasClaimedItChangesNothing() {
        Made webhook = made(workspace, receiver.url("/now"));
        patch(webhook, Map.of("paused", true));
        raised.raise(workspace);
        String id = get(webhook.path("/deliveries")).jsonPath().getString("[0].id");
        StoredWebhook stored =
                transactions.call(connection ->
                        PostgresWebhooks.lock(connection, webhook.id(), null).orElseThrow());
        raised.update("UPDATE notice_delivery SET attempts = 2 WHERE id = ?", id);
        DueDelivery late =
                new DueDelivery(
                        id,
                        1,
                        0,
                        new Notice(
                                "ntc_x",
                                NoticeType.WEBHOOK_TEST,
                                new WorkspaceId(workspace),
                                "s",
                                Instant.now(),
                                Map.of()),
                        "{}",
                        new DueDelivery.Addressee.ToWebhook(stored));

        assertThat(
                        settling.settle(
                                late, new Outcome.Answered(410, ""), Duration.ZERO, Instant.now()))
                .isEmpty();
        assertThat(states(webhook)).containsExactly("waiting");
        get(webhook.path("")).then().body("state", equalTo("paused"));
    }

    @Test
    void twoWorkersShareTheWorkAndMakeEachAttemptOnce() throws Exception {
        int count = 200;
        Made webhook = made(workspace, receiver.url("/now"));
        Courier second =
                new Courier(deliveries, settling, keyset, signedCall, mail, meters, config, clock);
        second.start(null);
        try {
            for (int at = 0; at < count; at++) {
                raised.raise(workspace);
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(states(webhook)).hasSize(count).containsOnly("delivered"));
        } finally {
            second.stop(null);
        }
        assertThat(receiver.calls).extracting(Receiver.Call::id).doesNotHaveDuplicates();
        assertThat(receiver.calls).hasSize(count);
    }

    @Test
    void aSlowWebhookDoesNotKeepOthersWaiting() {
        Made slow = made(workspace, receiver.url("/never"));
        for (int at = 0; at < 60; at++) {
            raised.raise(workspace);
        }
        String elsewhere = workspace();
        Made quick = made(elsewhere, receiver.url("/now"));
        Instant asked = Instant.now();
        post(quick.path("/test"));

        await().untilAsserted(() -> assertThat(states(quick)).containsExactly("delivered"));
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(2));
        as(ServiceName.OPERATOR).delete(slow.path(""));
    }

    /// The claim is committed, the call never ended.
    private void asAKilledProcessLeavesIt(Made webhook, Duration lease) {
        transactions.call(connection -> {
            notices.raise(connection, warning(workspace, UUID.randomUUID().toString()));
            run(
                    connection,
                    "UPDATE notice_delivery SET attempts = 1, due_at = now() + interval '%d ms' WHERE webhook = ?"
                            .formatted(lease.toMillis()),
                    webhook.id());
            run(
                    connection,
                    "INSERT INTO notice_attempt (delivery, number, at) SELECT id, 1, now() FROM notice_delivery WHERE webhook = ?",
                    webhook.id());
            return true;
        });
    }
}
