package io.spidergate.simulator;

import io.spidergate.simulator.QuotaBook.Admission;
import io.spidergate.simulator.account.UsageBook;
import io.spidergate.simulator.assistant.Answer;
import io.spidergate.simulator.assistant.Assistant;
import io.spidergate.simulator.wire.Asked;
import io.spidergate.simulator.wire.Bodies;
import io.spidergate.simulator.wire.Failure;
import io.spidergate.simulator.wire.Reading;
import io.spidergate.simulator.wire.Telling;
import io.spidergate.simulator.wire.Wire;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// Decides about one request for text, in any protocol: is it well-formed, is the model known, is
/// there quota, what is said.
final class Generation {

    private final Visit visit;
    private final Scenario scenario;
    private final Refusals refusals;

    Generation(Visit visit, Scenario scenario, Refusals refusals) {
        this.visit = visit;
        this.scenario = scenario;
        this.refusals = refusals;
    }

    List<Step> play(QuotaBook quotas, UsageBook used, Instant now) {
        return switch (Protocols.of(visit).read(asked())) {
            case Reading.Wrong wrong -> refusals.wrong(wrong);
            case Reading.Understood understood ->
                    visit.script().chats(asked().model())
                            ? answered(understood, quotas, used, now)
                            : refusals.refuse(new Fault.UnknownModel(asked().model()));
        };
    }

    /// What the prompt weighs, which costs no quota of tokens.
    List<Step> count() {
        return switch (Protocols.of(visit).read(asked())) {
            case Reading.Wrong wrong -> refusals.wrong(wrong);
            case Reading.Understood understood -> {
                String field =
                        visit.route().endpoint() == Endpoint.MESSAGES_COUNT
                                ? "input_tokens"
                                : "totalTokens";
                yield Screenplay.json(
                        scenario,
                        CallHeaders.of(visit),
                        Bodies.object().put(field, understood.prompt().tokens()));
            }
        };
    }

    private List<Step> answered(
            Reading.Understood understood, QuotaBook quotas, UsageBook used, Instant now) {
        Answer answer = Assistant.answer(understood.prompt(), scenario.orders());
        Spending spending = new Spending(answer.usage().prompt(), answer.usage().completion());
        return switch (quotas.admit(
                visit.caller(), visit.script().quotas(), asked().model(), spending, now)) {
            case Admission.Exhausted exhausted -> refusals.exhausted(exhausted);
            case Admission.Admitted admitted -> {
                used.add(whose(now), charged(answer.usage()));
                Map<String, String> headers =
                        CallHeaders.of(visit, admitted.windows(), understood.stream());
                yield told(understood.stream(), headers, wire(understood, answer, now));
            }
        };
    }

    private UsageBook.Of whose(Instant now) {
        return new UsageBook.Of(
                visit.caller().provider(),
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                visit.caller().account(),
                asked().model());
    }

    /// Whatever becomes of the answer on its way.
    private static UsageBook.Used charged(Answer.Usage usage) {
        return new UsageBook.Used(1, usage.prompt(), usage.cached(), usage.completion());
    }

    private Wire wire(Reading.Understood understood, Answer answer, Instant now) {
        return understood
                .form()
                .apply(
                        new Telling(
                                visit.number(),
                                asked().model(),
                                now,
                                answer,
                                scenario.chunks(),
                                !scenario.omitUsage()));
    }

    private List<Step> told(boolean stream, Map<String, String> headers, Wire wire) {
        if (scenario.errorInside200()) {
            Failure failure =
                    refusals.failure(502, "provider_unavailable", "Provider returned error");
            return stream
                    ? Screenplay.failedStream(scenario, headers, wire, failure)
                    : Screenplay.json(scenario, headers, wire.failedDocument(failure));
        }
        Failure midway =
                refusals.failure(
                        503,
                        "server_is_overloaded",
                        "The simulator was told to fail in mid-stream.");
        return stream
                ? Screenplay.stream(scenario, headers, wire, midway)
                : Screenplay.json(scenario, headers, wire.document());
    }

    private Asked asked() {
        return visit.asked();
    }
}
