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
import io.spidergate.gateway.upstream.UpstreamFailure;
import io.spidergate.llm.conversation.WrittenRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One request from its first attempt to its answer: attempt until one serves, relay, settle, tell.
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
    private final @Nullable Keeping keeping;
    private AttemptSequence sequence;
    private @Nullable Attempt attempt;
    private boolean committed;

    /// @param keeping where the answer is to be kept, or null
    Serving(Exchange exchange, RequestPlan.Serve plan, Taken taken, @Nullable Keeping keeping) {
        this.keeping = keeping;
        this.exchange = exchange;
        this.runtime = exchange.runtime();
        this.caller = exchange.caller();
        this.request = exchange.request();
        this.log = exchange.log();
        this.telling = exchange.telling();
        this.plan = plan;
        this.taken = taken;
        this.deadline = RequestDeadline.of(runtime, request);
        this.sequence = AttemptSequence.of(plan.candidates(), exchange.maxAttempts());
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
                fail(AllFailed.orNobodyCarries(request.model(), log));
            }
            case NextStep.TellCaller() -> fail(AllFailed.rejected(request.model(), log.attempts()));
        }
    }

    private void begin(AttemptTarget target) {
        ProviderRoute provider = target.candidate().provider();
        switch (request.bodyFor(provider, target.deployment())) {
            case WrittenRequest.CannotCarry(String what, String why) -> {
                log.cannotCarry(target, what, why);
                sequence = sequence.withoutAsking();
                step();
            }
            case WrittenRequest.Body body -> {
                Attempt next = AttemptTerms.of(exchange, target).attempt(body, this);
                if (telling.underWay(atLeast(next), taken.reservation())) {
                    attempt = next;
                    next.start(this::guarded);
                } else {
                    fail(AnswerWrapping.notWrittenDown());
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
        if (!committed) {
            committed = true;
            deadline.cancel();
            firstContent();
            caller.startStream(headers());
        }
        caller.write(frames);
        if (keeping != null) {
            keeping.frames(frames);
        }
        if (caller.isFull() && attempt != null) {
            Attempt flowing = attempt;
            flowing.pause();
            caller.onDrain(flowing::resume);
        }
    }

    private void firstContent() {
        log.firstContent();
        runtime.metrics().firstContent(log.elapsedUs());
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
        firstContent();
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
        Map<String, String> headers = headers();
        telling.tell(
                Telling.completed(totals.finishReason()),
                served,
                totals.text(),
                taken.reservation(),
                safe -> {
                    if (safe) {
                        keep(answered.json(), served, totals);
                        caller.sendJson(200, headers, json);
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
                        byte[] closing = current().closingFrames();
                        keep(closing, served, totals);
                        caller.endStream(closing);
                    } else {
                        caller.breakStream(current().brokenFrame(AnswerWrapping.notWrittenDown()));
                    }
                });
    }

    private void keep(byte[] last, AttemptRecord served, AnswerTotals totals) {
        if (keeping != null) {
            keeping.whole(last, served, totals.finishReason(), totals.text());
        }
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
        sequence = sequence.learning(target, failed.failure().kind());
        step();
    }

    private void cut(AttemptEnd.Cut cut) {
        AttemptTarget target = current().target();
        AttemptRecord served = learn(target, cut.failure(), charge(target, cut.totals()));
        GatewayError error =
                GatewayError.of(
                        ErrorCode.STREAM_CUT,
                        served.provider() + "/" + served.upstreamModel(),
                        cut.failure().message());
        telling.tell(
                Telling.outcome(Result.CUT, 200, error.code(), cut.totals().finishReason()),
                served,
                cut.totals().text(),
                taken.reservation(),
                safe -> caller.breakStream(current().brokenFrame(error)));
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
        if (telling.isOver() || committed) {
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

    private Map<String, String> headers() {
        Map<String, String> headers =
                AnswerWrapping.headers(
                        plan.firstChoice(),
                        current().target().deployment().id(),
                        taken,
                        exchange.now());
        if (keeping != null) {
            headers.putAll(FromCache.MISS);
        }
        return headers;
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
        if (!committed && !telling.isOver()) {
            fail(error);
        } else if (!committed) {
            caller.send(error);
        } else if (telling.isOver()) {
            caller.breakStream(current().brokenFrame(error));
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
        telling.tell(
                Telling.outcome(Result.CUT, 200, error.code(), totals.finishReason()),
                served,
                totals.text(),
                taken.reservation(),
                safe -> caller.breakStream(current().brokenFrame(error)));
    }
}
