package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import org.junit.jupiter.api.Test;

/// What cannot be written down is not done.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class WrittenDownFirstTest extends ChatCallers {

    @Test
    void doesNotCallAnAnswerGoodThatCouldNotBeWrittenDown() {
        journal.breakDown();
        assertThat(refused(REF, "task/chat").code()).contains("service_unavailable");
        Collected streamed = stream(ask("task/chat"));
        assertThat(streamed.failure).isNotNull();
    }

    @Test
    void asksNoProviderWhileNothingCanBeWrittenDown() {
        journal.breakDown();

        refused(REF, "task/chat");

        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void saysBeforeEachAttemptWhatIsToldIfTheProcessEnds() {
        simulator.script(withProvider("status: 503"));

        client().chat().completions().create(ask("task/chat").build());

        assertThat(journal.underWay()).hasSize(2);
        RequestEvent last = journal.underWay().getLast();
        assertThat(last.outcome())
                .isEqualTo(
                        new RequestEvent.Outcome(
                                Result.INTERRUPTED,
                                0,
                                null,
                                RequestEvent.Fault.GATEWAY,
                                null,
                                false));
        assertThat(last.requestId()).isEqualTo(journal.await(1).getFirst().requestId());
        assertThat(last.attempts())
                .extracting(AttemptRecord::failureClass)
                .containsExactly(FailureClass.OVERLOADED, FailureClass.INTERRUPTED);
        assertThat(last.usage().inputTokens()).isPositive();
        assertThat(last.usage().evidence()).isEqualTo(RequestEvent.Evidence.ESTIMATED);
    }
}
