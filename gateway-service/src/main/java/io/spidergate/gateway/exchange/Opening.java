package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.allowance.AllowanceDecision;
import io.spidergate.gateway.allowance.AllowanceDecision.Taken;
import io.spidergate.gateway.allowance.Estimate;
import io.spidergate.gateway.cache.CachedAnswer;
import io.spidergate.gateway.cache.Keeping;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.money.Money;
import io.spidergate.routing.RoutingTable;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One request until it may be sent: plan, then take the allowance; or refuse. What follows is
/// [Serving]'s. For one event loop.
final class Opening {

    private final Exchange exchange;
    private @Nullable Serving serving;

    Opening(Exchange exchange) {
        this.exchange = exchange;
    }

    void start() {
        exchange.runtime().metrics().started();
        exchange.caller().onLeave(() -> exchange.guarded(this::callerLeft, this::abort));
        exchange.guarded(this::plan, this::abort);
    }

    private void plan() {
        ExchangeRuntime runtime = exchange.runtime();
        RoutingTable table = runtime.tables().current();
        if (table == null) {
            refuse(
                    GatewayError.of(
                                    ErrorCode.SERVICE_UNAVAILABLE,
                                    "no routing data has arrived yet")
                            .retryAfter(Duration.ofSeconds(1)));
            return;
        }
        RequestPlan plan =
                RequestPlanner.plan(
                        table,
                        exchange.request(),
                        exchange.token(),
                        exchange.session(),
                        runtime.knowledge(),
                        exchange.now());
        switch (plan) {
            case RequestPlan.Refuse refused -> {
                exchange.log().planned(refused.record(), PaidBecause.NOTHING_PLANNED);
                refuse(refused.error());
            }
            case RequestPlan.Serve serve -> {
                exchange.log().planned(serve.record(), serve.paidBecause());
                takeAllowance(serve);
            }
        }
    }

    private void takeAllowance(RequestPlan.Serve plan) {
        Keeping keeping = exchange.keeping();
        takeAllowance(plan, keeping, keeping == null ? null : keeping.found());
    }

    private void takeAllowance(
            RequestPlan.Serve plan, @Nullable Keeping keeping, @Nullable CachedAnswer kept) {
        Estimate worst =
                kept == null
                        ? WorstCase.estimate(
                                plan.candidates(), exchange.request(), exchange.runtime().scales())
                        : Estimate.NOTHING;
        exchange.caller()
                .whenDone(
                        exchange.runtime().allowances().take(exchange.token(), worst),
                        (decision, fault) ->
                                exchange.guarded(
                                        () ->
                                                decided(
                                                        plan,
                                                        worst.money(),
                                                        keeping,
                                                        kept,
                                                        Objects.requireNonNull(decision)),
                                        this::abort));
    }

    private void decided(
            RequestPlan.Serve plan,
            Money worst,
            @Nullable Keeping keeping,
            @Nullable CachedAnswer kept,
            AllowanceDecision decision) {
        if (exchange.telling().isOver()) {
            if (decision instanceof Taken late) {
                late.reservation().release();
            }
            return;
        }
        switch (decision) {
            case Taken taken when kept != null -> FromCache.answer(exchange, plan, kept, taken);
            case Taken taken -> {
                serving = new Serving(exchange, plan, taken, worst, keeping);
                serving.start();
            }
            case AllowanceDecision.RateLimited limited -> {
                GatewayError error = AllowanceRefusal.rate(limited, exchange.now());
                exchange.telling().silently(error.code());
                exchange.caller().send(error);
            }
            case AllowanceDecision.TooLarge large -> refuse(AllowanceRefusal.tooLarge(large));
            case AllowanceDecision.BudgetExceeded exceeded ->
                    overBudget(plan, keeping, kept, exceeded);
            case AllowanceDecision.Unavailable unavailable ->
                    refuse(AllowanceRefusal.unavailable(unavailable, exchange.now()));
        }
    }

    private void overBudget(
            RequestPlan.Serve plan,
            @Nullable Keeping keeping,
            @Nullable CachedAnswer kept,
            AllowanceDecision.BudgetExceeded exceeded) {
        plan.freeOnly()
                .ifPresentOrElse(
                        free -> {
                            exchange.log().planned(free.record(), free.paidBecause());
                            takeAllowance(free, keeping, kept);
                        },
                        () -> refuse(AllowanceRefusal.budget(exceeded, exchange.now())));
    }

    private void callerLeft() {
        if (serving != null) {
            serving.callerLeft();
        } else if (!exchange.telling().isOver()) {
            exchange.telling()
                    .tell(
                            Telling.outcome(
                                    Result.ABANDONED,
                                    ErrorCode.CALLER_LEFT.status(),
                                    ErrorCode.CALLER_LEFT,
                                    null),
                            null,
                            null,
                            null,
                            safe -> {});
        }
    }

    /// Before any attempt. What cannot be journaled is refused all the same: it cost nothing.
    private void refuse(GatewayError error) {
        end(Result.REFUSED, error);
    }

    private void abort(GatewayError defect) {
        if (serving != null) {
            serving.abort(defect);
        } else if (exchange.telling().isOver()) {
            exchange.caller().send(defect);
        } else {
            end(Result.FAILED, defect);
        }
    }

    private void end(Result result, GatewayError error) {
        exchange.telling()
                .tell(
                        Telling.outcome(result, error.code().status(), error.code(), null),
                        null,
                        null,
                        null,
                        safe -> exchange.caller().send(error));
    }
}
