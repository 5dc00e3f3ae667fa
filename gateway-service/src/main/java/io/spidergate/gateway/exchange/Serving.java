package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.allowance.AllowanceDecision.Taken;
import io.spidergate.gateway.cache.Keeping;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.protocol.AnswerTotals;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.money.Money;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One request from its first attempt to its answer: attempt until one serves, relay, settle, tell.
/// A stream that breaks is gone on with by the next candidate that can, where the plan allows it.
/// The decisions are made elsewhere; this is their order. For one event loop.
///
/// Laws: the event is in the journal before the caller can take the answer for complete; a
/// reservation ends exactly once; a stream that broke never ends in good order.
final class Serving implements AttemptOwner {

    private final Exchange exchange;
    private final ExchangeRuntime runtime;
    private final Caller caller;
    private final AskedRequest request;
    private final ExchangeLog log;
    private final Telling telling;
    private final RequestPlan.Serve plan;
    private final Funds funds;
    private final RequestDeadline deadline;
    private final Delivery delivery;
    private final AttemptBook book;
    private final Errand errand;
    private final Choosing choosing;
    private final Runners runners;

    /// @param worst what was set aside for it of the agent's budget
    /// @param keeping where the answer is to be kept, or null
    Serving(
            Exchange exchange,
            RequestPlan.Serve plan,
            Taken taken,
            Money worst,
            @Nullable Keeping keeping) {
        this.exchange = exchange;
        this.runtime = exchange.runtime();
        this.caller = exchange.caller();
        this.request = exchange.request();
        this.log = exchange.log();
        this.telling = exchange.telling();
        this.plan = plan;
        this.funds = new Funds(taken.reservation(), worst, Funds.cap(request.options()));
        this.deadline = RequestDeadline.of(runtime, request);
        this.delivery = new Delivery(exchange, plan, taken, keeping);
        this.book = new AttemptBook(exchange);
        this.errand = new Errand(request);
        this.choosing = new Choosing(exchange, plan, funds, errand, this::guarded);
        this.runners =
                new Runners(
                        exchange,
                        plan,
                        funds,
                        errand,
                        choosing,
                        book,
                        this,
                        this::guarded,
                        () -> !telling.isOver() && !delivery.isCommitted());
    }

    void start() {
        deadline.start(log.elapsedUs() / 1_000, () -> guarded(this::tooLate));
        step();
    }

    private void step() {
        choosing.next(this::chosen);
    }

    private void chosen(Choosing.Choice choice) {
        switch (choice) {
            case Choosing.Choice.Go go -> {
                if (!runners.begin(go)) {
                    nobodyLeft(AnswerWrapping.notWrittenDown());
                }
            }
            case Choosing.Choice.Nobody(GatewayError error) -> nobodyLeft(error);
        }
    }

    @Override
    public void frames(Attempt from, byte[] frames) {
        deadline.cancel();
        runners.heard(from);
        delivery.frames(frames, from);
    }

    @Override
    public void ended(Attempt from, AttemptEnd end) {
        switch (end) {
            case AttemptEnd.Answered answered -> answered(answered);
            case AttemptEnd.Streamed streamed -> streamed(streamed.totals());
            case AttemptEnd.Failed failed -> attemptFailed(from, failed);
            case AttemptEnd.Cut cut -> cut(cut);
        }
    }

    private void answered(AttemptEnd.Answered answered) {
        delivery.firstContent();
        AnswerTotals totals = answered.totals();
        stopClocks();
        AttemptRecord served = book.served(current(), totals);
        byte[] json =
                AnswerWrapping.withMetadata(
                        answered.json(),
                        served,
                        plan.firstChoice(),
                        request.model(),
                        log,
                        exchange.wantsTrace());
        telling.tell(
                Telling.completed(totals.finishReason()),
                served,
                totals.text(),
                funds,
                safe -> {
                    if (safe) {
                        delivery.whole(answered.json(), json, served, totals);
                    } else {
                        caller.send(AnswerWrapping.notWrittenDown());
                    }
                });
    }

    private void streamed(AnswerTotals totals) {
        stopClocks();
        AttemptRecord served = book.served(current(), totals);
        if (errand.brokenOff() != null) {
            runtime.metrics().broke(true);
        }
        telling.tell(
                Telling.completed(totals.finishReason()),
                served,
                totals.text(),
                funds,
                safe -> {
                    if (safe) {
                        delivery.end(current().closingFrames(), served, totals);
                    } else {
                        caller.breakStream(brokenFrame(AnswerWrapping.notWrittenDown()));
                    }
                });
    }

    private void attemptFailed(Attempt from, AttemptEnd.Failed failed) {
        book.failed(from, failed);
        choosing.learn(from.target(), errand.lesson(failed.failure().kind()));
        if (!runners.goesOnWithout(from)) {
            runners.stopClock();
            step();
        }
    }

    private void cut(AttemptEnd.Cut cut) {
        AttemptRecord served = book.cut(current(), cut);
        BrokenOff broken = BrokenOff.of(served, cut.totals(), cut.failure());
        if (errand.brokeOff(broken, current().unfinished(), log.attempts())) {
            choosing.learn(current().target(), FailureClass.STREAM_CUT);
            step();
        } else {
            told(broken);
        }
    }

    /// @param error where the caller has seen nothing yet
    private void nobodyLeft(GatewayError error) {
        BrokenOff broken = errand.brokenOff();
        if (broken == null) {
            fail(error);
        } else {
            told(broken);
        }
    }

    private void told(BrokenOff broken) {
        runtime.metrics().broke(false);
        telling.tell(
                Telling.outcome(
                        Result.CUT, 200, broken.error().code(), broken.totals().finishReason()),
                broken.served(),
                broken.totals().text(),
                funds,
                safe -> caller.breakStream(brokenFrame(broken.error())));
    }

    private byte[] brokenFrame(GatewayError error) {
        return current().brokenFrame(error);
    }

    void callerLeft() {
        if (telling.isOver()) {
            return;
        }
        stopClocks();
        AnswerTotals totals = runners.cancel();
        AttemptRecord last = lastServed(running -> book.abandoned(running, running.cancel()));
        boolean committed = delivery.isCommitted();
        telling.tell(
                Telling.outcome(
                        Result.ABANDONED,
                        committed ? 200 : ErrorCode.CALLER_LEFT.status(),
                        ErrorCode.CALLER_LEFT,
                        totals.finishReason()),
                committed ? last : null,
                totals.text(),
                funds,
                safe -> {});
    }

    /// What ends in this instant; between two attempts, that which broke off.
    private @Nullable AttemptRecord lastServed(Function<Attempt, AttemptRecord> ending) {
        BrokenOff broken = errand.brokenOff();
        AttemptRecord last = broken == null ? null : broken.served();
        for (Attempt running : book.open()) {
            last = ending.apply(running);
        }
        return last;
    }

    private void tooLate() {
        if (telling.isOver() || delivery.isCommitted()) {
            return;
        }
        runners.cancel();
        book.open().forEach(running -> book.late(running, deadline.allowed()));
        fail(AllFailed.error(request.model(), log.attempts(), true));
    }

    private void fail(GatewayError error) {
        stopClocks();
        telling.tell(
                Telling.outcome(Result.FAILED, error.code().status(), error.code(), null),
                null,
                null,
                funds,
                safe -> caller.send(error));
    }

    private void stopClocks() {
        deadline.cancel();
        runners.stopClock();
    }

    private Attempt current() {
        return runners.leader();
    }

    private void guarded(Runnable work) {
        exchange.guarded(work, this::abort);
    }

    void abort(GatewayError error) {
        AnswerTotals totals = runners.cancel();
        if (!delivery.isCommitted() && !telling.isOver()) {
            fail(error);
        } else if (!delivery.isCommitted()) {
            caller.send(error);
        } else if (telling.isOver()) {
            caller.breakStream(brokenFrame(error));
        } else {
            breakOff(error, totals);
        }
    }

    private void breakOff(GatewayError error, AnswerTotals totals) {
        AttemptRecord last = lastServed(book::defect);
        told(new BrokenOff(error, Objects.requireNonNull(last), totals));
    }
}
