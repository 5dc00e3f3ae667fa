package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.gateway.allowance.AllowanceDecision.Taken;
import io.spidergate.gateway.cache.Keeping;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.protocol.AnswerTotals;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.gateway.protocol.Asking;
import io.spidergate.gateway.protocol.Unfinished;
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.conversation.WrittenRequest;
import java.util.Objects;
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
    private final Taken taken;
    private final RequestDeadline deadline;
    private final Delivery delivery;
    private AttemptSequence sequence;
    private Asking asking;
    private AttemptRecord.@Nullable Seam seam;
    private @Nullable BrokenOff brokenOff;
    private @Nullable Attempt attempt;

    /// @param keeping where the answer is to be kept, or null
    Serving(Exchange exchange, RequestPlan.Serve plan, Taken taken, @Nullable Keeping keeping) {
        this.exchange = exchange;
        this.runtime = exchange.runtime();
        this.caller = exchange.caller();
        this.request = exchange.request();
        this.log = exchange.log();
        this.telling = exchange.telling();
        this.plan = plan;
        this.taken = taken;
        this.deadline = RequestDeadline.of(runtime, request);
        this.delivery = new Delivery(exchange, plan, taken, keeping);
        this.sequence = AttemptSequence.of(plan.candidates(), exchange.maxAttempts());
        this.asking = request;
    }

    void start() {
        deadline.start(log.elapsedUs() / 1_000, () -> guarded(this::tooLate));
        step();
    }

    private void step() {
        switch (sequence.next(this::isUsable)) {
            case NextStep.Try next -> {
                log.skipped(next.skipped());
                sequence = next.after();
                begin(next.target());
            }
            case NextStep.Exhausted none -> {
                log.skipped(none.skipped());
                nobodyLeft(AllFailed.orNobodyCarries(request.model(), log));
            }
            case NextStep.TellCaller() ->
                    nobodyLeft(AllFailed.rejected(request.model(), log.attempts()));
        }
    }

    private void begin(AttemptTarget target) {
        ProviderRoute provider = target.candidate().provider();
        switch (asking.bodyFor(provider, target.deployment())) {
            case WrittenRequest.CannotCarry(String what, String why) -> {
                log.cannotCarry(target, what, why);
                sequence = sequence.withoutAsking();
                step();
            }
            case WrittenRequest.Body body -> {
                Attempt next =
                        AttemptTerms.of(exchange, target, plan.terms())
                                .attempt(body, asking, seam, this);
                if (telling.underWay(atLeast(next), taken.reservation())) {
                    attempt = next;
                    next.start(this::guarded);
                } else {
                    nobodyLeft(AnswerWrapping.notWrittenDown());
                }
            }
        }
    }

    /// What is known of an attempt before anything comes back.
    private AttemptRecord atLeast(Attempt next) {
        return next.record(
                UpstreamFailure.of(FailureClass.INTERRUPTED, "the gateway's process ended"),
                charge(next.target(), AnswerTotals.NOTHING));
    }

    private boolean isUsable(CredentialId credential) {
        return !runtime.cooldowns().isCooling(credential, exchange.now())
                && runtime.leases().open(credential) != null;
    }

    @Override
    public void frames(byte[] frames) {
        deadline.cancel();
        delivery.frames(frames, current());
    }

    @Override
    public void ended(AttemptEnd end) {
        switch (end) {
            case AttemptEnd.Answered answered -> answered(answered);
            case AttemptEnd.Streamed streamed -> streamed(streamed.totals());
            case AttemptEnd.Failed failed -> attemptFailed(failed);
            case AttemptEnd.Cut cut -> cut(cut);
        }
    }

    private void answered(AttemptEnd.Answered answered) {
        delivery.firstContent();
        AnswerTotals totals = answered.totals();
        AttemptRecord served = succeeded(totals);
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
                taken.reservation(),
                safe -> {
                    if (safe) {
                        delivery.whole(answered.json(), json, served, totals);
                    } else {
                        caller.send(AnswerWrapping.notWrittenDown());
                    }
                });
    }

    private void streamed(AnswerTotals totals) {
        AttemptRecord served = succeeded(totals);
        telling.tell(
                Telling.completed(totals.finishReason()),
                served,
                totals.text(),
                taken.reservation(),
                safe -> {
                    if (safe) {
                        delivery.end(current().closingFrames(), served, totals);
                    } else {
                        caller.breakStream(brokenFrame(AnswerWrapping.notWrittenDown()));
                    }
                });
    }

    private AttemptRecord succeeded(AnswerTotals totals) {
        deadline.cancel();
        AttemptTarget target = current().target();
        runtime.cooldowns().succeeded(target.deployment().id(), target.credential());
        runtime.metrics().attempted(target.deployment().provider(), null);
        AttemptRecord served = current().record(null, charge(target, totals));
        log.attempted(served);
        return served;
    }

    private void attemptFailed(AttemptEnd.Failed failed) {
        AttemptTarget target = current().target();
        learn(target, failed.failure(), Charge.ofFailed(target.deployment(), failed.measured()));
        FailureClass kind = failed.failure().kind();
        // the rest of an answer is the gateway's own request: that it is refused is no caller's
        // fault
        boolean ours = brokenOff != null && kind == FailureClass.BAD_REQUEST;
        sequence = sequence.learning(target, ours ? FailureClass.MODEL_FAULT : kind);
        step();
    }

    private void cut(AttemptEnd.Cut cut) {
        AttemptTarget target = current().target();
        AttemptRecord served = learn(target, cut.failure(), charge(target, cut.totals()));
        brokenOff = BrokenOff.of(served, cut.totals(), cut.failure());
        Unfinished unfinished = current().unfinished();
        Asking rest =
                unfinished == null
                        ? null
                        : request.goingOnWith(unfinished, BrokenOff.used(log.attempts()));
        if (unfinished == null || rest == null) {
            told(brokenOff);
            return;
        }
        asking = rest;
        seam = brokenOff.seam(unfinished.said());
        sequence = sequence.learning(target, FailureClass.STREAM_CUT);
        step();
    }

    /// @param error where the caller has seen nothing yet
    private void nobodyLeft(GatewayError error) {
        if (brokenOff == null) {
            fail(error);
        } else {
            told(brokenOff);
        }
    }

    private void told(BrokenOff broken) {
        telling.tell(
                Telling.outcome(
                        Result.CUT, 200, broken.error().code(), broken.totals().finishReason()),
                broken.served(),
                broken.totals().text(),
                taken.reservation(),
                safe -> caller.breakStream(brokenFrame(broken.error())));
    }

    private byte[] brokenFrame(GatewayError error) {
        return current().brokenFrame(error);
    }

    private AttemptRecord learn(AttemptTarget target, UpstreamFailure failure, Charge charge) {
        runtime.cooldowns()
                .failed(target.deployment().id(), target.credential(), failure, exchange.now());
        runtime.metrics().attempted(target.deployment().provider(), failure.kind());
        AttemptRecord failed = current().record(failure, charge);
        log.attempted(failed);
        return failed;
    }

    void callerLeft() {
        if (telling.isOver()) {
            return;
        }
        deadline.cancel();
        AnswerTotals totals = AnswerTotals.NOTHING;
        AttemptRecord served = null;
        if (attempt != null) {
            totals = attempt.cancel();
            AttemptTarget target = attempt.target();
            Charge used = attempt.wasSent() ? charge(target, totals) : Charge.NOTHING;
            served =
                    attempt.record(
                            UpstreamFailure.of(
                                    FailureClass.CALLER_LEFT, "the caller closed its connection"),
                            used);
            log.attempted(served);
        }
        boolean committed = delivery.isCommitted();
        telling.tell(
                Telling.outcome(
                        Result.ABANDONED,
                        committed ? 200 : ErrorCode.CALLER_LEFT.status(),
                        ErrorCode.CALLER_LEFT,
                        totals.finishReason()),
                committed ? served : null,
                totals.text(),
                taken.reservation(),
                safe -> {});
    }

    private void tooLate() {
        if (telling.isOver() || delivery.isCommitted()) {
            return;
        }
        if (attempt != null) {
            attempt.cancel();
            UpstreamFailure late =
                    UpstreamFailure.of(
                            FailureClass.TIMEOUT,
                            "the request's own %d ms were over".formatted(deadline.millis()));
            runtime.metrics().attempted(attempt.target().deployment().provider(), late.kind());
            log.attempted(attempt.record(late, Charge.NOTHING));
        }
        fail(AllFailed.error(request.model(), log.attempts(), true));
    }

    private void fail(GatewayError error) {
        deadline.cancel();
        telling.tell(
                Telling.outcome(Result.FAILED, error.code().status(), error.code(), null),
                null,
                null,
                taken.reservation(),
                safe -> caller.send(error));
    }

    private Charge charge(AttemptTarget target, AnswerTotals totals) {
        return Charge.of(
                target.deployment(),
                totals.measured(),
                request.promptTokens(),
                totals.estimatedOutput());
    }

    private Attempt current() {
        return Objects.requireNonNull(attempt, "no attempt has begun");
    }

    private void guarded(Runnable work) {
        exchange.guarded(work, this::abort);
    }

    void abort(GatewayError error) {
        AnswerTotals totals = attempt == null ? AnswerTotals.NOTHING : attempt.cancel();
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

    /// A defect ends a stream. What it cost may be the very thing that cannot be worked out.
    private void breakOff(GatewayError error, AnswerTotals totals) {
        AttemptRecord served =
                current()
                        .record(
                                UpstreamFailure.of(
                                        FailureClass.STREAM_CUT, "the gateway met a defect"),
                                Charge.NOTHING);
        log.attempted(served);
        told(new BrokenOff(error, served, totals));
    }
}
