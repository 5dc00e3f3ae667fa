package io.spidergate.billing.notice;

import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.notice.NoticeCalls.get;
import static io.spidergate.billing.notice.NoticeCalls.made;
import static io.spidergate.billing.notice.NoticeCalls.patch;
import static io.spidergate.billing.notice.NoticeCalls.post;
import static io.spidergate.billing.notice.NoticeCalls.workspace;
import static io.spidergate.billing.notice.RaisedNotices.awaitAttempts;
import static io.spidergate.billing.notice.RaisedNotices.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.billing.notice.NoticeCalls.Made;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of a webhook that does not take what it is told, and of what it was to be told.
@QuarkusTest
@BillingFixtures.Running
class RetryTest {

    @Inject RaisedNotices raised;

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
    void whatFailsIsTriedAgainUnderTheSameIdUntilItIsTaken() {
        receiver.status = 500;
        Made webhook = made(workspace, receiver.url("/now"));
        post(webhook.path("/test"));

        JsonPath failed = awaitAttempts(webhook, 1);
        assertThat(failed.getString("[0].state")).isEqualTo("waiting");
        assertThat(failed.getInt("[0].attempts[0].status")).isEqualTo(500);
        assertThat(failed.getString("[0].attempts[0].error")).isEqualTo("answered 500");
        assertThat(Instant.parse(failed.getString("[0].dueAt")))
                .isBetween(Instant.now().minusSeconds(1), Instant.now().plusSeconds(6));
        assertThat(get(webhook.path("")).jsonPath().getString("failingSince")).isNotNull();

        receiver.status = 200;
        raised.dueNow(webhook);
        JsonPath taken = awaitAttempts(webhook, 2);
        assertThat(taken.getString("[0].state")).isEqualTo("delivered");
        assertThat(receiver.calls).hasSize(2);
        assertThat(receiver.calls.getLast().id()).isEqualTo(receiver.calls.getFirst().id());
        assertThat(receiver.calls.getLast().body()).isEqualTo(receiver.calls.getFirst().body());
        assertThat(get(webhook.path("")).jsonPath().getString("failingSince")).isNull();
    }

    @Test
    void theFirstFiveHundredCharactersOfAnAnswerAreKept() {
        Made webhook = made(workspace, receiver.url("/wordy"));
        post(webhook.path("/test"));

        assertThat(awaitAttempts(webhook, 1).getString("[0].attempts[0].answer"))
                .isEqualTo("w".repeat(500));
    }

    @Test
    void goneDisablesAndTheOthersAreTold() {
        Made gone = made(workspace, receiver.url("/410"));
        Made other = made(workspace, receiver.url("/now"), "webhook.disabled");
        post(gone.path("/test"));

        await().untilAsserted(() -> assertThat(states(gone)).containsExactly("failed"));
        get(gone.path(""))
                .then()
                .body("state", equalTo("disabled"))
                .body("disabledReason", containsString("410"));
        await().untilAsserted(() -> assertThat(states(other)).containsExactly("delivered"));
        Receiver.Call told =
                receiver.calls.stream()
                        .filter(call -> call.path().equals("/now"))
                        .findFirst()
                        .orElseThrow();
        assertThat(told.isSignedBy(other.secret())).isTrue();
        assertThat(told.body()).contains(gone.id()).doesNotContain("/410");

        assertThat(raised.raise(workspace)).isTrue();
        assertThat(states(gone)).containsExactly("failed");
        patch(gone, Map.of("url", receiver.url("/now"), "paused", false))
                .then()
                .body("state", equalTo("active"));
        String delivery = get(gone.path("/deliveries")).jsonPath().getString("[0].id");
        post(gone.path("/deliveries/" + delivery + "/redeliver")).then().statusCode(200);
        await().untilAsserted(() -> assertThat(states(gone)).containsExactly("delivered"));
    }

    @Test
    void whatHasFailedForDaysIsDisabled() {
        Made webhook = made(workspace, receiver.url("/503"));
        post(webhook.path("/test"));
        awaitAttempts(webhook, 1);

        raised.update(
                "UPDATE webhook SET failing_since = now() - interval '61 hours' WHERE id = ?",
                webhook.id());
        raised.dueNow(webhook);

        await().untilAsserted(() ->
                get(webhook.path(""))
                        .then()
                        .body("state", equalTo("disabled"))
                        .body("disabledReason", containsString("the last answered 503")));
        assertThat(get(webhook.path("")).jsonPath().getInt("waiting")).isEqualTo(1);
    }

    @Test
    void afterTheLastAttemptADeliveryIsGivenUp() {
        Made webhook = made(workspace, receiver.url("/503"));
        post(webhook.path("/test"));
        awaitAttempts(webhook, 1);

        raised.update(
                "UPDATE notice_delivery SET attempts = 7, due_at = now() WHERE webhook = ?",
                webhook.id());

        await().untilAsserted(() -> assertThat(states(webhook)).containsExactly("failed"));
    }

    @Test
    void aPausedWebhookGetsEverythingWhenItIsResumed() {
        Made webhook = made(workspace, receiver.url("/now"));
        patch(webhook, Map.of("paused", true));
        raised.raise(workspace);
        Made other = made(workspace, receiver.url("/299"));
        post(other.path("/test"));
        await().untilAsserted(() -> assertThat(states(other)).containsExactly("delivered"));
        assertThat(states(webhook)).containsExactly("waiting");

        patch(webhook, Map.of("paused", false));

        await().untilAsserted(() -> assertThat(states(webhook)).containsExactly("delivered"));
    }

    @Test
    void whileARotationHasGraceBothSecretsSign() {
        Made webhook = made(workspace, receiver.url("/now"));
        String next = rotate(webhook, 3_600);
        String newest = rotate(webhook, 3_600);
        post(webhook.path("/test"));
        await().untilAsserted(() -> assertThat(states(webhook)).containsExactly("delivered"));

        Receiver.Call call = receiver.calls.getFirst();
        assertThat(List.of(newest, next, webhook.secret()))
                .extracting(call::isSignedBy)
                .containsExactly(true, true, false);

        String only = rotate(webhook, 0);
        post(webhook.path("/test"));
        await().untilAsserted(() -> assertThat(receiver.calls).hasSize(2));
        assertThat(List.of(only, newest))
                .extracting(receiver.calls.getLast()::isSignedBy)
                .containsExactly(true, false);
    }

    private String rotate(Made webhook, int graceSeconds) {
        return as(ServiceName.OPERATOR)
                .body(Map.of("graceSeconds", graceSeconds))
                .post(webhook.path("/rotate"))
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
    }
}
