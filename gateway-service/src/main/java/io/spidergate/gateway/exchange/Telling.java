package io.spidergate.gateway.exchange;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Outcome;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.allowance.Reservation;
import io.spidergate.gateway.cache.CachedAnswer;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.exchange.ExchangeLog.Served;
import io.spidergate.gateway.protocol.AskedRequest;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The end of an exchange: settles what was reserved, then tells what happened, then lets the
/// caller be answered. Runs at most once for each request.
final class Telling {

    private static final Logger LOG = Logger.getLogger(Telling.class);

    private final ExchangeRuntime runtime;
    private final Caller caller;
    private final AgentToken token;
    private final AskedRequest request;
    private final byte[] captured;
    private final ExchangeLog log;
    private boolean told;

    /// @param captured of the request, where anything is
    Telling(
            ExchangeRuntime runtime,
            Caller caller,
            AgentToken token,
            AskedRequest request,
            byte[] captured,
            ExchangeLog log) {
        this.runtime = runtime;
        this.caller = caller;
        this.token = token;
        this.request = request;
        this.captured = captured;
        this.log = log;
    }

    boolean isOver() {
        return told;
    }

    static Outcome completed(@Nullable String finishReason) {
        return new Outcome(Result.COMPLETED, 200, null, null, finishReason, false);
    }

    static Outcome outcome(
            Result result, int status, ErrorCode code, @Nullable String finishReason) {
        return new Outcome(result, status, code.wireName(), code.fault(), finishReason, false);
    }

    /// Before a provider is asked: from then on the request is told of even if this process ends.
    ///
    /// @param running the attempt that begins, and what runs beside it
    /// @return whether it may begin; what cannot be told must not be done
    boolean underWay(List<AttemptRecord> running, Reservation reservation) {
        return runtime.journal()
                .underWay(
                        log.ifInterrupted(
                                runtime.gatewayId(),
                                token,
                                request,
                                running,
                                reservation.budgetGrants()));
    }

    /// Ends without an event: only for what is refused by its rate, or a flood would fill the
    /// journal.
    void silently(ErrorCode code) {
        told = true;
        runtime.metrics().ended(code.wireName());
    }

    /// @param text of the answer, for capture
    /// @param answer hears whether the event is safe
    void tell(
            Outcome outcome,
            @Nullable AttemptRecord served,
            @Nullable String text,
            @Nullable Reservation reservation,
            Consumer<Boolean> answer) {
        tell(outcome, Served.by(served), text, reservation, answer);
    }

    /// What was answered before is answered again.
    void tellCached(CachedAnswer kept, Reservation reservation, Consumer<Boolean> answer) {
        tell(
                new Outcome(Result.COMPLETED, 200, null, null, kept.finishReason(), true),
                new Served(kept.provider(), kept.model()),
                kept.text(),
                reservation,
                answer);
    }

    private void tell(
            Outcome outcome,
            Served served,
            @Nullable String text,
            @Nullable Reservation reservation,
            Consumer<Boolean> answer) {
        told = true;
        settle(reservation);
        runtime.metrics().ended(outcome.errorCode() == null ? "completed" : outcome.errorCode());
        RequestEvent event =
                log.event(
                        runtime.gatewayId(),
                        token,
                        request,
                        served,
                        outcome,
                        reservation == null ? List.of() : reservation.budgetGrants(),
                        runtime.captureOf(token).of(captured, text));
        if (event.paidBecause() != null) {
            runtime.metrics().paid(event.paidBecause());
        }
        caller.whenDone(
                runtime.journal().append(event),
                (nothing, fault) -> {
                    if (fault != null) {
                        LOG.errorf(fault, "request %s was not journaled", caller.requestId());
                    }
                    answer.accept(fault == null);
                });
    }

    private void settle(@Nullable Reservation reservation) {
        if (reservation == null) {
            return;
        }
        if (log.attempts().isEmpty()) {
            reservation.release();
        } else {
            Charge charge = Charge.sum(log.attempts());
            reservation.settle(charge.money(), charge.tokens());
        }
    }
}
