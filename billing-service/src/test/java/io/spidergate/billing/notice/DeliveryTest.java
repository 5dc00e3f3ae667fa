package io.spidergate.billing.notice;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.notice.NoticeCalls.get;
import static io.spidergate.billing.notice.NoticeCalls.made;
import static io.spidergate.billing.notice.NoticeCalls.post;
import static io.spidergate.billing.notice.NoticeCalls.workspace;
import static io.spidergate.billing.notice.RaisedNotices.states;
import static io.spidergate.billing.notice.RaisedNotices.warning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.billing.notice.NoticeCalls.Made;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Notices reach whom they are for, once, over a real receiver, mail server and broker.
@QuarkusTest
@BillingFixtures.Running
class DeliveryTest {

    @Inject RaisedNotices raised;
    @Inject PostgresTransactions transactions;
    @Inject PostgresNotices notices;
    @Inject NoticeClearing clearing;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

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
    void aNoticeIsToldSignedAndOnceHoweverOftenItIsRaised() throws Exception {
        Made webhook = made(workspace, receiver.url("/now"));
        made(workspace, receiver.url("/299"), "budget.exceeded");
        made(workspace(), receiver.url("/298"));
        String key = UUID.randomUUID().toString();

        assertThat(raiseAtOnce(16, key)).containsOnlyOnce(true);
        assertThat(raised.raise(workspace, key)).isFalse();

        await().untilAsserted(() -> assertThat(states(webhook)).containsExactly("delivered"));
        assertThat(receiver.calls).hasSize(1);
        Receiver.Call call = receiver.calls.getFirst();
        assertThat(call.isSignedBy(webhook.secret())).isTrue();
        assertThat(call.isSignedBy(made(workspace, receiver.url("/now")).secret())).isFalse();
        JsonPath body = new JsonPath(call.body());
        assertThat(body.getMap("").keySet()).containsExactly("type", "timestamp", "data");
        assertThat(body.getString("type")).isEqualTo("budget.warning");
        assertThat(call.body()).contains("\"spent_usd\":80.250000001");
        JsonPath listed = get(BASE + "/notices?workspace=" + workspace).jsonPath();
        assertThat(listed.getString("[0].id")).isEqualTo(call.id());
        assertThat(listed.getString("[0].at")).isEqualTo(body.getString("timestamp"));
        get(BASE + "/notices/" + call.id() + "/deliveries?workspace=" + workspace)
                .then()
                .body("size()", equalTo(1))
                .body("[0].attempts[0].status", equalTo(204));
        get(BASE + "/notices/" + call.id() + "/deliveries?workspace=ws_default")
                .then()
                .statusCode(404);
        get(BASE + "/notices?type=budget.exceeded&workspace=" + workspace)
                .then()
                .body("size()", equalTo(0));
        get(BASE + "/notices?type=x").then().statusCode(400).body("field", equalTo("type"));
    }

    @Test
    void whatWasNotCommittedIsNotTold() {
        Made webhook = made(workspace, receiver.url("/now"));
        String key = UUID.randomUUID().toString();

        assertThatThrownBy(() ->
                        transactions.call(connection -> {
                            notices.raise(connection, warning(workspace, key));
                            throw new IllegalStateException("the caller's own fault");
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(states(webhook)).isEmpty();
        assertThat(raised.raise(workspace, key)).isTrue();
    }

    @Test
    void aTestIsSentWhateverTypesAreWanted() {
        Made webhook = made(workspace, receiver.url("/now"), "budget.exceeded");

        String id = post(webhook.path("/test")).then().statusCode(200).extract().path("id");

        await().untilAsserted(() -> assertThat(states(webhook)).containsExactly("delivered"));
        assertThat(receiver.calls.getFirst().id()).isEqualTo(id);
        assertThat(receiver.calls.getFirst().body()).contains("\"type\":\"webhook.test\"");
    }

    @Test
    void peopleAreToldByMailAndAgainWhenTheServerWasAway() throws Exception {
        String address = UUID.randomUUID() + "@example.org";
        as(ServiceName.OPERATOR)
                .body(Map.of("addresses", List.of(address)))
                .put(BASE + "/notice-recipients?workspace=" + workspace)
                .then()
                .statusCode(200);
        NoticeSurroundings.MAIL.stop();
        raised.raise(workspace);
        String notice =
                get(BASE + "/notices?workspace=" + workspace).jsonPath().getString("[0].id");
        String path = BASE + "/notices/" + notice + "/deliveries";
        await().untilAsserted(() ->
                get(path).then().body("[0].attempts[0].error", containsString("did not take it")));
        NoticeSurroundings.MAIL.start();
        raised.update("UPDATE notice_delivery SET due_at = now() WHERE notice = ?", notice);

        await().untilAsserted(() -> get(path).then().body("[0].state", equalTo("delivered")));
        get(path).then().body("[0].mailTo", equalTo(address));
        MimeMessage mailed =
                Arrays.stream(NoticeSurroundings.MAIL.getReceivedMessages())
                        .filter(message -> isTo(message, address))
                        .findFirst()
                        .orElseThrow();
        assertThat(mailed.getSubject())
                .isEqualTo("SpiderGate: 80 % of the budget 'bud_team' are spent");
        assertThat(mailed.getFrom()[0]).hasToString("spidergate@example.org");
        assertThat(mailed.getHeader("X-SpiderGate-Notice")).containsExactly(notice);
        assertThat(mailed.getContent().toString()).contains("spent usd: 80.250000001");
    }

    @Test
    void everyNoticeIsOnTheTopic() {
        raised.raise(workspace);
        String id = get(BASE + "/notices?workspace=" + workspace).jsonPath().getString("[0].id");

        TopicPartition partition = new TopicPartition(Topics.NOTICES, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", brokers),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<JsonPath> read = new ArrayList<>();
            await().untilAsserted(() -> {
                for (ConsumerRecord<String, String> message :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (message.key().equals(workspace)) {
                        read.add(new JsonPath(message.value()));
                    }
                }
                assertThat(read).hasSize(1);
            });
            assertThat(read.getFirst().getString("id")).isEqualTo(id);
            assertThat(read.getFirst().getString("data.period")).isEqualTo("2026-11");
        }
    }

    @Test
    void oldNoticesAreForgottenAndWhatWasToldIsNot() {
        Made webhook = made(workspace, receiver.url("/now"));
        String key = UUID.randomUUID().toString();
        raised.raise(workspace, key);
        await().untilAsserted(() -> assertThat(states(webhook)).containsExactly("delivered"));

        raised.update(
                "UPDATE notice SET at = now() - interval '31 days' WHERE workspace = ?", workspace);
        clearing.clearOnce();

        assertThat(states(webhook)).isEmpty();
        assertThat(raised.raise(workspace, key)).isFalse();
    }

    private List<Boolean> raiseAtOnce(int times, String key) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> asked = new ArrayList<>();
            for (int at = 0; at < times; at++) {
                asked.add(threads.submit(() -> raised.raise(workspace, key)));
            }
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> one : asked) {
                results.add(one.get());
            }
            return results;
        }
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return message.getAllRecipients()[0].toString().equals(address);
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
