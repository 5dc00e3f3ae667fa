package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.core.JsonValue;
import com.openai.errors.SseException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.allowance.AllowanceDecision;
import io.spidergate.gateway.testgate.MemoryPorts;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.Money;
import io.spidergate.simulator.Call;
import io.spidergate.simulator.Scenario;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The rest of an answer is paid for a second time in part. It is asked for only where the agent's
/// budget has room for it, and the caller's own cap too.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class MoneyForTheRestTest extends BrokenStreams {

    @BeforeEach
    void theFirstBreaks() {
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));
    }

    @Test
    void moreIsSetAsideForItAndTheWholeIsSettledOnce() {
        assertThat(chat("task/groq").failure()).isNull();
        RequestEvent event = journal.await(1).getFirst();
        Money first = Money.ofNanoUsd(event.attempts().getFirst().cost().nanoUsd());
        assertThat(allowance.askedMore()).hasSize(1);
        Money setAside = allowance.asked().getFirst().plus(allowance.askedMore().getFirst());
        assertThat(setAside.isMoreThan(first)).isTrue();
        assertThat(allowance.settled()).containsExactly(Money.ofNanoUsd(event.cost().nanoUsd()));
        assertThat(Money.ofNanoUsd(event.cost().nanoUsd()).isMoreThan(setAside)).isFalse();
        assertThat(allowance.released()).isEqualTo(1);
    }

    @Test
    void whoCostsNothingNeedsNone() {
        assertThat(chat("task/mistral").text()).isEqualTo(WHOLE);
        assertThat(allowance.askedMore()).isEmpty();
    }

    @Test
    void aBudgetWithoutRoomLeavesWhoCostsNothing() {
        onlyAtFirst();
        assertThat(chat("task/chain").text()).isEqualTo(WHOLE);
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.servedProvider()).isEqualTo("mistral");
        assertThat(event.plan().exclusions())
                .extracting(ExclusionRecord::reason)
                .contains("over_budget");
    }

    @Test
    void aBudgetWithoutRoomForAnyoneTellsTheCut() {
        onlyAtFirst();
        assertThat(chat("task/groq").failure()).isNotNull();
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.outcome().result()).isEqualTo(Result.CUT);
        assertThat(simulator.calls()).extracting(Call::provider).containsExactly("openai");
        assertThat(allowance.settled()).containsExactly(Money.ofNanoUsd(event.cost().nanoUsd()));
    }

    @Test
    void theCallersOwnCapHoldsForAllAttemptsTogether() {
        Heard heard =
                heard(
                        ask("task/groq")
                                .maxCompletionTokens(485)
                                .putAdditionalBodyProperty(
                                        "spidergate_options",
                                        JsonValue.from(Map.of("max_cost_usd", 0.001)))
                                .build());
        assertThat(heard.failure()).isInstanceOf(SseException.class);
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.plan().exclusions())
                .extracting(ExclusionRecord::reason)
                .contains("too_dear");
        assertThat(event.cost().nanoUsd()).isLessThanOrEqualTo(1_000_000);
        assertThat(allowance.askedMore()).isEmpty();
    }

    @Test
    void whatWasSaidIsEstimatedAsAPartOfTheSecondPrompt() {
        simulator.script(
                Scenario.of("{provider: openai, cutAfterBytes: 1500}"),
                Scenario.of("{provider: groq, omitUsage: true}"));
        assertThat(chat("task/groq").text()).isEqualTo(WHOLE);
        RequestEvent event = journal.await(1).getFirst();
        AttemptRecord first = event.attempts().getFirst();
        AttemptRecord rest = event.attempts().getLast();
        assertThat(rest.usage().evidence()).isEqualTo(Evidence.ESTIMATED);
        assertThat(rest.usage().inputTokens())
                .isEqualTo(first.usage().inputTokens() + first.usage().outputTokens());
    }

    @Test
    void anAttemptThatWasChargedThoughItFailedCountsAsWell() {
        simulator.script(Scenario.of("{provider: openai, emptyCompletion: true}"));
        assertThat(chat("task/chain").text()).isEqualTo(WHOLE);
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.attempts().getFirst().cost().nanoUsd()).isPositive();
        assertThat(allowance.askedMore())
                .containsExactly(Money.ofNanoUsd(event.attempts().getFirst().cost().nanoUsd()));
    }

    @Test
    void whoLeavesWhileMoreIsSetAsideIsChargedForTheBeginningAndHoldsNothing() {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        allowance.answerBy((estimate, reservation) -> {
            if (!allowance.askedMore().isEmpty()) {
                answered.join();
            }
            return MemoryPorts.Allowance.granted(reservation);
        });
        try (var stream =
                openAi(REF).chat().completions().createStreaming(ask("task/groq").build())) {
            assertThat(stream.stream().findFirst()).isPresent();
            await().untilAsserted(() -> assertThat(allowance.askedMore()).hasSize(1));
        }
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.outcome().result()).isEqualTo(Result.ABANDONED);
        assertThat(event.servedProvider()).isEqualTo("openai");
        assertThat(event.attempts()).hasSize(1);
        assertThat(allowance.released()).isZero();
        answered.complete(null);
        await().untilAsserted(() -> assertThat(allowance.released()).isEqualTo(1));
        assertThat(allowance.settled()).containsExactly(Money.ofNanoUsd(event.cost().nanoUsd()));
        assertThat(simulator.calls()).extracting(Call::provider).containsExactly("openai");
    }

    /// The budget holds what is asked for first and not a cent more.
    private void onlyAtFirst() {
        allowance.answerBy((estimate, reservation) ->
                allowance.askedMore().isEmpty()
                        ? MemoryPorts.Allowance.granted(reservation)
                        : new AllowanceDecision.BudgetExceeded(
                                new AllowanceDecision.BudgetStanding(
                                        null,
                                        Money.ofUsd("4.99"),
                                        Money.ofUsd("5"),
                                        Instant.parse("2026-12-01T00:00:00Z")),
                                Money.ofUsd("0.02")));
    }
}
