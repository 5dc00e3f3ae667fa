package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.Money;
import io.spidergate.simulator.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a stream of chat completions ends: whole, broken, or left by its caller.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class ChatStreamEndsTest extends ChatCallers {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{cutAfterBytes: 900, chunks: 40}",
                "{cutAfterBytes: 900, chunks: 40, reset: true}",
                "{stallAfterChunks: 4, chunks: 40}",
                "{errorMidStream: 4, chunks: 40}",
                "{malformedChunk: 6, chunks: 40}",
            })
    void aBrokenStreamNeverLooksComplete(String scenario) {
        simulator.script(withProvider(scenario));
        Collected collected = stream(ask("task/chat"));
        assertThat(collected.chunks).isNotEmpty();
        assertThat(collected.failure).isInstanceOf(OpenAIException.class);
        RequestEvent event = onlyEvent();
        assertThat(event.outcome().result()).isEqualTo(Result.CUT);
        assertThat(event.outcome().errorCode()).isEqualTo("stream_cut");
        assertThat(event.attempts()).hasSize(1);
        assertThat(event.attempts().getFirst().failureClass()).isEqualTo(FailureClass.STREAM_CUT);
        assertThat(event.usage().evidence()).isEqualTo(Evidence.ESTIMATED);
        assertThat(event.usage().outputTokens()).isPositive();
        assertThat(allowance.settled()).hasSize(1);
    }

    @Test
    void aStreamWithoutTheMarkerButWithAFinishReasonIsComplete() {
        simulator.script(withProvider("omitDone: true"));
        assertThat(stream(ask("task/chat")).failure).isNull();
    }

    @Test
    void aCallerWhoLeavesCancelsUpstreamAndIsChargedForWhatCame() {
        simulator.script(Scenario.of("{provider: openai, chunks: 200, gapMs: 20}"));
        try (StreamResponse<ChatCompletionChunk> response =
                client().chat().completions().createStreaming(ask("openai/" + model).build())) {
            response.stream().limit(3).forEach(chunk -> {});
        }
        long left = System.nanoTime();
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> simulator.calls().getFirst().cancelled());
        assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(Duration.ofMillis(500));
        RequestEvent event = onlyEvent();
        assertThat(event.outcome().result()).isEqualTo(Result.ABANDONED);
        assertThat(event.usage().evidence()).isEqualTo(Evidence.ESTIMATED);
        assertThat(event.cost().nanoUsd()).isPositive();
        assertThat(allowance.settled()).containsExactly(Money.ofNanoUsd(event.cost().nanoUsd()));
    }
}
