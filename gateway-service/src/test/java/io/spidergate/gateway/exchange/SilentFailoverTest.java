package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.core.JsonValue;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.Money;
import io.spidergate.simulator.Call;
import io.spidergate.simulator.Scenario;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Before the first content another provider takes over, and the caller hears nothing of it; where
/// none can, the caller hears all of it.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class SilentFailoverTest extends ChatCallers {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status: 503                      | OVERLOADED",
                "status: 500                      | SERVER_ERROR",
                "{status: 429, retryAfter: '7'}   | RATE_LIMITED",
                "headersDelayMs: 3000             | TIMEOUT",
                "malformedChunk: 1                | PROTOCOL_ERROR",
                "emptyCompletion: true            | PROTOCOL_ERROR",
                "errorInside200: true             | ",
                "{reset: true, cutAfterBytes: 0}  | ",
            })
    void failsOverInSilencePlainAndStreamed(String scenario, FailureClass kind) {
        simulator.script(withProvider(scenario));
        ChatCompletion answer = client().chat().completions().create(ask("task/chat").build());
        assertThat(metadata(answer).get("provider").asText()).isEqualTo("openai");
        assertThat(metadata(answer).get("fallback_used").asBoolean()).isTrue();
        RequestEvent plain = onlyEvent();
        assertFailedOver(plain, kind);

        forgetAll();
        landscape();
        simulator.script(withProvider(scenario));
        Collected streamed = stream(ask("task/chat"));
        assertThat(streamed.failure).isNull();
        assertFailedOver(onlyEvent(), kind);
        assertThat(streamed.headers("X-SpiderGate-Fallback-From")).containsExactly("groq/" + model);
    }

    @Test
    void failsOverWhenNobodyListens() {
        ChatCompletion answer = client().chat().completions().create(ask("task/refused").build());
        assertThat(metadata(answer).get("provider").asText()).isEqualTo("openai");
        assertThat(onlyEvent().attempts().getFirst().failureClass())
                .isEqualTo(FailureClass.CONNECT_FAILED);
    }

    @Test
    void theAttemptsInTheEventAreTheCallsThatWereReceived() {
        simulator.script(withProvider("status: 503"));
        client().chat().completions().create(ask("task/chat").build());
        assertThat(simulator.calls().stream().map(Call::provider))
                .containsExactlyElementsOf(
                        onlyEvent().attempts().stream().map(AttemptRecord::provider).toList());
    }

    @Test
    void avoidsADeploymentThatHasJustFailed() {
        simulator.script(withProvider("{status: 429, retryAfter: '30'}"));
        client().chat().completions().create(ask("task/chat").build());
        client().chat().completions().create(ask("task/chat").build());
        RequestEvent second = awaitEvents(2).getLast();
        assertThat(second.attempts()).hasSize(1);
        assertThat(second.plan().exclusions().getFirst().reason()).isEqualTo("cooling");
    }

    @Test
    void aRequestThatTheProviderFindsWrongIsNotSentToOthers() {
        simulator.script(withProvider("status: 400"));
        OpenAIServiceException refused = refused(REF, "task/chat");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.code()).contains("upstream_rejected_request");
        assertThat(simulator.calls()).hasSize(1);
        assertThat(onlyEvent().outcome().result()).isEqualTo(Result.FAILED);
    }

    @Test
    void saysWhatWasTriedWhenAllFail() {
        simulator.script(Scenario.of("{status: 503}"));
        OpenAIServiceException failed = refused(REF, "task/chat");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.code()).contains("all_providers_failed");
        assertThat(failed.getMessage()).contains("groq/" + model, "openai/" + model);
        assertThat(onlyEvent().attempts()).hasSize(2);
        assertThat(allowance.settled()).containsExactly(Money.ZERO);
    }

    @Test
    void answers504WhenNobodyIsInTime() {
        simulator.script(Scenario.of("{headersDelayMs: 3000}"));
        assertThat(refused(REF, "task/chat").statusCode()).isEqualTo(504);
    }

    @Test
    void honoursTheCallersOwnDeadline() {
        simulator.script(Scenario.of("{headersDelayMs: 3000}"));
        OpenAIServiceException late =
                refused(
                        client(),
                        ask("task/chat")
                                .putAdditionalBodyProperty(
                                        "spidergate_options",
                                        JsonValue.from(Map.of("timeout_ms", 200))));
        assertThat(late.code()).contains("upstream_timeout");
        assertThat(onlyEvent().timing().endedUs()).isLessThan(700_000);
        await().until(() -> simulator.calls().getFirst().cancelled());
    }

    private void assertFailedOver(RequestEvent event, FailureClass kind) {
        assertThat(event.attempts()).hasSize(2);
        AttemptRecord failed = event.attempts().getFirst();
        assertThat(failed.provider()).isEqualTo("groq");
        assertThat(failed.failureClass()).isNotNull();
        if (kind != null) {
            assertThat(failed.failureClass()).isEqualTo(kind);
        }
        assertThat(event.attempts().getLast().succeeded()).isTrue();
        assertThat(event.outcome().result()).isEqualTo(Result.COMPLETED);
    }
}
