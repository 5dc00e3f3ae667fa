package io.spidergate.gateway.exchange;

import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.gateway.protocol.Asking;
import io.spidergate.gateway.quota.LimitedUse;
import io.spidergate.gateway.quota.QuotaDecision;
import io.spidergate.gateway.quota.QuotaUse;
import io.spidergate.routing.Quotas;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes for one attempt of what the credential's owner allows and of what the provider gives, or
/// of neither. For one event loop.
final class QuotaTaking {

    private final Exchange exchange;
    private final Consumer<Runnable> guard;

    /// @param guard catches what goes wrong after a wait
    QuotaTaking(Exchange exchange, Consumer<Runnable> guard) {
        this.exchange = exchange;
        this.guard = guard;
    }

    sealed interface Taking {

        /// @param use whoever does not go gives it back
        record Taken(QuotaUse use) implements Taking {}

        /// The provider gives no more: no credential of the account helps.
        record QuotaEmpty(Quotas.Shortage shortage) implements Taking {}

        /// The credential's owner allows no more; another credential may help.
        record LimitReached(Quotas.Shortage shortage) implements Taking {}
    }

    /// @param then called once, at once or after the router's answer; not at all for a request that
    ///   was over by then
    void take(AttemptTarget target, Asking asking, Consumer<Taking> then) {
        QuotaPool limit = target.candidate().limitOf(target.credential());
        if (limit == null) {
            takeQuota(target, asking, null, then);
            return;
        }
        if (target.candidate().isUnpricedFor(limit)) {
            then.accept(new Taking.LimitReached(Quotas.UNPRICED));
            return;
        }
        decide(
                limit,
                limit.countsMoney() ? microUsd(target, asking) : 1,
                decision -> {
                    switch (decision) {
                        case QuotaDecision.Taken(QuotaUse use) when isOver() -> use.unsent();
                        case QuotaDecision.Taken(QuotaUse use) ->
                                takeQuota(target, asking, use, then);
                        case QuotaDecision.Denied(Quotas.Shortage shortage) ->
                                tell(new Taking.LimitReached(shortage), then);
                    }
                });
    }

    /// @param limit what was taken of the owner's limit
    private void takeQuota(
            AttemptTarget target, Asking asking, @Nullable QuotaUse limit, Consumer<Taking> then) {
        decide(
                target.candidate().pool(),
                tokens(target, asking),
                decision -> {
                    switch (decision) {
                        case QuotaDecision.Taken(QuotaUse quota) -> {
                            QuotaUse use = limit == null ? quota : new LimitedUse(quota, limit);
                            if (isOver()) {
                                use.unsent();
                            } else {
                                then.accept(new Taking.Taken(use));
                            }
                        }
                        case QuotaDecision.Denied(Quotas.Shortage shortage) -> {
                            if (limit != null) {
                                limit.unsent();
                            }
                            tell(new Taking.QuotaEmpty(shortage), then);
                        }
                    }
                });
    }

    private long microUsd(AttemptTarget target, Asking asking) {
        return WorstCase.of(
                        target.deployment(),
                        asking,
                        exchange.request().choices(),
                        exchange.runtime().scales())
                .microUsd();
    }

    private void decide(@Nullable QuotaPool pool, long tokens, Consumer<QuotaDecision> decided) {
        exchange.caller()
                .whenDone(
                        exchange.runtime().quotas().take(pool, tokens),
                        (decision, fault) ->
                                guard.accept(
                                        () -> decided.accept(Objects.requireNonNull(decision))));
    }

    private long tokens(AttemptTarget target, Asking asking) {
        long prompt = exchange.runtime().scales().input(target.deployment(), asking.promptTokens());
        return target.candidate().quotaTokens(prompt, asking.mostTokens().orElse(0));
    }

    private void tell(Taking taking, Consumer<Taking> then) {
        if (!isOver()) {
            then.accept(taking);
        }
    }

    private boolean isOver() {
        return exchange.telling().isOver();
    }
}
