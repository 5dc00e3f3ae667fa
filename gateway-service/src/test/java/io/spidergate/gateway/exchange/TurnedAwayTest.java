package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.errors.OpenAIServiceException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.Counter;
import io.spidergate.contracts.billing.TokenLife;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.allowance.AllowanceDecision;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPorts;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Who may not ask, and who has asked too much.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class TurnedAwayTest extends ChatCallers {

    @Test
    void refusesTheUnknownModelTheForbiddenAndThePaidOne() {
        assertThat(refused(REF, "no/such").code()).contains("model_not_found");
        assertThat(refused("limited", "task/chat").code()).contains("model_not_allowed");
        assertThat(refused("freeonly", "openai/" + model).code()).contains("model_not_allowed");
        assertThat(awaitEvents(3))
                .allSatisfy(event -> {
                    assertThat(event.outcome().result()).isEqualTo(Result.REFUSED);
                    assertThat(event.cost()).isEqualTo(new RequestEvent.Cost(0, Basis.NONE));
                });
        assertThat(simulator.calls()).isEmpty();
        assertThat(allowance.asked()).isEmpty();
    }

    @Test
    void refusesAWrongKeyWithoutACall() {
        assertThat(refused("nobodyknows", "task/chat").statusCode()).isEqualTo(401);
        assertThat(journal.events()).isEmpty();
    }

    @Test
    void tellsTheBearerThatATokenHasExpiredOrIsPaused() {
        Instant end = Instant.parse("2026-01-01T00:00:00Z");
        tokens.put(living("expired", new TokenLife(false, end, null)));
        tokens.put(living("paused", new TokenLife(true, null, null)));

        OpenAIServiceException expired = refused("expired", "task/chat");
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.code()).contains("expired_api_key");
        assertThat(expired.getMessage()).contains("2026-01-01T00:00:00Z");
        OpenAIServiceException paused = refused("paused", "task/chat");
        assertThat(paused.statusCode()).isEqualTo(403);
        assertThat(paused.code()).contains("paused_api_key");
        assertThat(journal.events()).isEmpty();
    }

    private static AgentToken living(String ref, TokenLife life) {
        AgentToken token = Landscape.token(ref);
        return token.withSecret(token.secretHash(), life);
    }

    @Test
    void turnsAwayWhoIsOverTheRateAndWhoIsOverTheBudget() {
        Instant reset = Instant.now().plusSeconds(20);
        allowance.answer(none ->
                new AllowanceDecision.RateLimited(
                        Counter.REQUESTS_PER_MINUTE,
                        61,
                        60,
                        new AllowanceDecision.Rates(
                                new AllowanceDecision.RateStanding(60, 0, reset), null),
                        reset));
        OpenAIServiceException limited = refused(REF, "task/chat");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.getMessage()).contains("61/60 requests per minute");
        assertThat(limited.headers().values("Retry-After")).isNotEmpty();
        assertThat(limited.headers().values("X-RateLimit-Limit-Requests")).containsExactly("60");
        assertThat(journal.events()).isEmpty();

        allowance.answer(none ->
                new AllowanceDecision.RateLimited(
                        Counter.TOKENS_PER_DAY,
                        1_300,
                        1_000,
                        new AllowanceDecision.Rates(
                                new AllowanceDecision.RateStanding(60, 12, reset),
                                new AllowanceDecision.RateStanding(1_000, 200, reset)),
                        reset));
        OpenAIServiceException spent = refused(REF, "task/chat");
        assertThat(spent.statusCode()).isEqualTo(429);
        assertThat(spent.code()).contains("daily_rate_limit_exceeded");
        assertThat(spent.getMessage()).contains("1300/1000 tokens per day");
        assertThat(spent.headers().values("X-RateLimit-Remaining-Requests")).containsExactly("12");
        assertThat(spent.headers().values("X-RateLimit-Remaining-Tokens")).containsExactly("200");

        allowance.answer(
                none -> new AllowanceDecision.TooLarge(Counter.TOKENS_PER_MINUTE, 5_000, 1_000));
        OpenAIServiceException large = refused(REF, "task/chat");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.getMessage()).contains("may take 5000 tokens").contains("1000 tokens per");
        assertThat(onlyEvent().outcome().errorCode()).isEqualTo("request_too_large");
        journal.clear();

        allowance.answer(none ->
                new AllowanceDecision.BudgetExceeded(
                        new AllowanceDecision.BudgetStanding(
                                null, Money.ofUsd("5.01"), Money.ofUsd("5"), reset),
                        Money.ofUsd("0.02")));
        OpenAIServiceException broke = refused(REF, "task/chat");
        assertThat(broke.statusCode()).isEqualTo(402);
        assertThat(broke.getMessage()).contains("$5.01 of $5.00");
        assertThat(onlyEvent().outcome().errorCode()).isEqualTo("budget_exceeded");
    }

    @Test
    void aBudgetThatCannotHoldTheDearestCandidateLeavesTheFreeOnes() {
        allowance.answerBy((estimate, reservation) ->
                estimate.isMoreThan(Money.ZERO)
                        ? new AllowanceDecision.BudgetExceeded(
                                new AllowanceDecision.BudgetStanding(
                                        null,
                                        Money.ofUsd("4.99"),
                                        Money.ofUsd("5"),
                                        Instant.parse("2026-12-01T00:00:00Z")),
                                Money.ofUsd("0.02"))
                        : MemoryPorts.Allowance.granted(reservation));
        client().chat().completions().create(ask("task/chat").build());
        RequestEvent event = onlyEvent();
        assertThat(event.servedProvider()).isEqualTo("groq");
        assertThat(event.plan().exclusions())
                .contains(
                        new PlanRecord.ExclusionRecord(
                                Landscape.id("openai", model), "over_budget", null));
        assertThat(refused(REF, "openai/" + model).statusCode()).isEqualTo(402);
    }

    @Test
    void tellsTheStandingOfTheRateLimitAndOfASoftBudget() {
        allowance.answer(reservation ->
                new AllowanceDecision.Taken(
                        reservation,
                        new AllowanceDecision.Rates(
                                new AllowanceDecision.RateStanding(
                                        60, 41, Instant.now().plusSeconds(20)),
                                new AllowanceDecision.RateStanding(
                                        9_000, 812, Instant.now().plusSeconds(20))),
                        new AllowanceDecision.BudgetStanding(
                                null,
                                Money.ofUsd("6"),
                                Money.ofUsd("5"),
                                Instant.parse("2026-12-01T00:00:00Z"))));
        try (var response =
                client().withRawResponse().chat().completions().create(ask("task/chat").build())) {
            assertThat(response.headers().values("X-RateLimit-Remaining-Requests"))
                    .containsExactly("41");
            assertThat(response.headers().values("X-RateLimit-Limit-Tokens"))
                    .containsExactly("9000");
            assertThat(response.headers().values("X-RateLimit-Remaining-Tokens"))
                    .containsExactly("812");
            assertThat(response.headers().values("X-RateLimit-Reset-Tokens")).containsExactly("20");
            assertThat(response.headers().values("X-SpiderGate-Budget-Warning").getFirst())
                    .contains("$6.00 of $5.00");
            assertThat(response.headers().values("x-request-id").getFirst()).startsWith("req_");
            assertThat(response.headers().values("request-id"))
                    .isEqualTo(response.headers().values("x-request-id"));
        }
    }
}
