package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.gateway.protocol.AnswerTotals;
import io.spidergate.gateway.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Writes down how attempts ended: for the request's event, for the cooldowns, and for the metrics.
/// An attempt is written down once.
final class AttemptBook {

    private final Exchange exchange;
    private final List<Attempt> open = new ArrayList<>(1);

    AttemptBook(Exchange exchange) {
        this.exchange = exchange;
    }

    /// What is known of an attempt before anything comes back. Writes nothing.
    private static AttemptRecord atLeast(Attempt attempt) {
        return attempt.record(
                UpstreamFailure.of(FailureClass.INTERRUPTED, "the gateway's process ended"),
                attempt.charge(AnswerTotals.NOTHING));
    }

    void begun(Attempt attempt) {
        open.add(attempt);
    }

    /// What runs and is not written down yet, in the order in which it began.
    List<Attempt> open() {
        return List.copyOf(open);
    }

    /// All that is open and one that begins, as they are told of if this process ends.
    List<AttemptRecord> with(Attempt beginning) {
        List<AttemptRecord> running = new ArrayList<>(2);
        open.forEach(attempt -> running.add(atLeast(attempt)));
        running.add(atLeast(beginning));
        return running;
    }

    AttemptRecord served(Attempt attempt, AnswerTotals totals) {
        AttemptTarget target = attempt.target();
        ExchangeRuntime runtime = exchange.runtime();
        runtime.cooldowns().succeeded(target.deployment().id(), target.credential());
        runtime.metrics().attempted(target.deployment().provider(), null);
        attempt.learn(totals);
        AttemptRecord told = attempt.record(null, attempt.charge(totals));
        runtime.cooldowns().refusals().served(told.deployment(), told.uses(), exchange.now());
        return written(attempt, told);
    }

    AttemptRecord failed(Attempt attempt, AttemptEnd.Failed end) {
        return failed(
                attempt,
                end.failure(),
                Charge.ofFailed(attempt.target().deployment(), end.measured()));
    }

    AttemptRecord cut(Attempt attempt, AttemptEnd.Cut end) {
        return failed(attempt, end.failure(), attempt.charge(end.totals()));
    }

    private AttemptRecord failed(Attempt attempt, UpstreamFailure failure, Charge charge) {
        AttemptTarget target = attempt.target();
        ExchangeRuntime runtime = exchange.runtime();
        // For want of quota the pool cools, with all that share it, and to its true reset.
        if (target.candidate().pool() == null || !QuotaEnd.isForWantOfQuota(failure.kind())) {
            runtime.cooldowns()
                    .failed(target.deployment().id(), target.credential(), failure, exchange.now());
        }
        runtime.metrics().attempted(target.deployment().provider(), failure.kind());
        AttemptRecord told = attempt.record(failure, charge);
        if (failure.kind() == FailureClass.CAPABILITY_MISSING) {
            refused(told);
        }
        return written(attempt, told);
    }

    private void refused(AttemptRecord told) {
        Capability lacking = told.lacking();
        exchange.runtime().metrics().refused(lacking);
        if (lacking != null) {
            exchange.runtime()
                    .cooldowns()
                    .refusals()
                    .refused(told.deployment(), lacking, exchange.now());
        }
    }

    /// The caller left while it ran.
    AttemptRecord abandoned(Attempt attempt, AnswerTotals totals) {
        return written(
                attempt,
                attempt.record(
                        UpstreamFailure.of(
                                FailureClass.CALLER_LEFT, "the caller closed its connection"),
                        attempt.wasSent() ? attempt.charge(totals) : Charge.NOTHING));
    }

    /// Another, begun beside it, was faster. What was sent is paid for all the same.
    void outrun(Attempt attempt, AnswerTotals totals) {
        UpstreamFailure slower =
                UpstreamFailure.of(FailureClass.OUTRUN, "another attempt was faster");
        exchange.runtime()
                .metrics()
                .attempted(attempt.target().deployment().provider(), slower.kind());
        written(
                attempt,
                attempt.record(
                        slower, attempt.wasSent() ? attempt.charge(totals) : Charge.NOTHING));
    }

    /// The request's own time was over: nothing is known of the deployment by that.
    void late(Attempt attempt, Duration allowed) {
        UpstreamFailure late =
                UpstreamFailure.of(
                        FailureClass.TIMEOUT,
                        "the request's own %d ms were over".formatted(allowed.toMillis()));
        exchange.runtime()
                .metrics()
                .attempted(attempt.target().deployment().provider(), late.kind());
        written(attempt, attempt.record(late, Charge.NOTHING));
    }

    /// A defect of the gateway ended it. What it cost may be the very thing that cannot be worked
    /// out.
    AttemptRecord defect(Attempt attempt) {
        return written(
                attempt,
                attempt.record(
                        UpstreamFailure.of(FailureClass.STREAM_CUT, "the gateway met a defect"),
                        Charge.NOTHING));
    }

    private AttemptRecord written(Attempt attempt, AttemptRecord told) {
        open.remove(attempt);
        QuotaEnd.tell(attempt.quota(), told, attempt.wasSent());
        exchange.runtime().cooldowns().ended(told.deployment());
        exchange.runtime().cooldowns().refusals().ended(told.deployment(), attempt.uses());
        exchange.log().attempted(told);
        return told;
    }
}
