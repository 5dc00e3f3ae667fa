package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.LackingCapability;
import io.spidergate.gateway.allowance.AllowanceDecision;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.quota.QuotaUse;
import io.spidergate.gateway.upstream.LocalCooldowns;
import io.spidergate.llm.conversation.WrittenRequest;
import io.spidergate.money.Money;
import io.spidergate.routing.Quotas;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Chooses whom to ask next: the first in the sequence who can be used, can carry the request, and
/// for whom there is money. For one event loop.
final class Choosing {

    private final Exchange exchange;
    private final Funds funds;
    private final Errand errand;
    private final Consumer<Runnable> guard;
    private final QuotaTaking quotas;
    private AttemptSequence sequence;

    /// What an attempt that runs beside the next can cost.
    private Money pending = Money.ZERO;

    /// @param guard catches what goes wrong after a wait
    Choosing(
            Exchange exchange,
            RequestPlan.Serve plan,
            Funds funds,
            Errand errand,
            Consumer<Runnable> guard) {
        this.exchange = exchange;
        this.funds = funds;
        this.errand = errand;
        this.guard = guard;
        this.quotas = new QuotaTaking(exchange, guard);
        this.sequence = AttemptSequence.of(plan.candidates(), exchange.maxAttempts());
    }

    sealed interface Choice {

        /// @param quota what was taken for it; whoever does not go gives it back
        record Go(AttemptTarget target, WrittenRequest.Body body, QuotaUse quota)
                implements Choice {}

        /// @param error where the caller has seen nothing yet
        record Nobody(GatewayError error) implements Choice {}
    }

    void learn(AttemptTarget failed, FailureClass kind) {
        sequence = sequence.learning(failed, kind);
    }

    /// Whom to ask beside one that is slow to begin.
    void beside(AttemptTarget running, Consumer<Choice> chosen) {
        sequence = sequence.beside(running);
        pending = worst(running);
        next(choice -> {
            pending = Money.ZERO;
            chosen.accept(choice);
        });
    }

    /// @param chosen called once, at once or after billing's answer; not at all for a request that
    ///   was over by then
    void next(Consumer<Choice> chosen) {
        ExchangeLog log = exchange.log();
        String model = exchange.request().model();
        switch (sequence.next(this::isUsable)) {
            case NextStep.Try next -> {
                log.skipped(next.skipped());
                sequence = next.after();
                consider(next.target(), chosen);
            }
            case NextStep.Exhausted(List<AttemptTarget> skipped) -> {
                log.skipped(skipped);
                chosen.accept(
                        new Choice.Nobody(AllFailed.orNobodyCarries(model, log, exchange.now())));
            }
            case NextStep.TellCaller() ->
                    chosen.accept(new Choice.Nobody(AllFailed.rejected(model, log.attempts())));
        }
    }

    private boolean isUsable(AttemptTarget target) {
        ExchangeRuntime runtime = exchange.runtime();
        CredentialId credential = Objects.requireNonNull(target.credential());
        return !runtime.cooldowns()
                        .isCooling(credential, target.deployment().health(), exchange.now())
                && runtime.leases().open(credential) != null;
    }

    /// Another request may have been refused since this one was planned, and the rest of an answer
    /// asks for more than the whole of it did.
    private @Nullable LackingCapability refused(AttemptTarget target) {
        Set<Capability> uses = errand.asking().uses();
        DeploymentHealth health = target.deployment().health();
        LocalCooldowns cooldowns = exchange.runtime().cooldowns();
        Instant now = exchange.now();
        for (LackingCapability lacking : health.lacking()) {
            if (uses.contains(lacking.capability()) && lacking.holdsFor(cooldowns.gateway(), now)) {
                return lacking;
            }
        }
        LackingCapability lately = cooldowns.refusing(target.deployment().id(), uses, now);
        return lately != null && health.counts(lately.since()) ? lately : null;
    }

    private void consider(AttemptTarget target, Consumer<Choice> chosen) {
        LackingCapability refused = refused(target);
        if (refused != null) {
            exchange.log().refused(target, refused);
            passOver(chosen);
            return;
        }
        var written = errand.asking().bodyFor(target.candidate().provider(), target.deployment());
        switch (written) {
            case WrittenRequest.CannotCarry(String what, String why) -> {
                exchange.log().cannotCarry(target, what, why);
                passOver(chosen);
            }
            case WrittenRequest.Body body -> afford(target, body, chosen);
        }
    }

    private void afford(AttemptTarget target, WrittenRequest.Body body, Consumer<Choice> chosen) {
        Money spent = exchange.log().spent().plus(pending);
        switch (funds.room(spent, worst(target))) {
            case Funds.Room.Enough() -> takeQuota(target, body, chosen);
            case Funds.Room.AboveCap(Money total, Money cap) -> {
                exchange.log().tooDear(target, total, cap);
                passOver(chosen);
            }
            case Funds.Room.Missing(Money missing) -> setAside(missing, target, body, chosen);
        }
    }

    private Money worst(AttemptTarget target) {
        return WorstCase.of(
                target.deployment(),
                errand.asking(),
                exchange.request().choices(),
                exchange.runtime().scales());
    }

    /// Earlier attempts have cost something, so that what was set aside no longer holds this one.
    private void setAside(
            Money missing,
            AttemptTarget target,
            WrittenRequest.Body body,
            Consumer<Choice> chosen) {
        exchange.caller()
                .whenDone(
                        exchange.runtime().allowances().takeMore(exchange.token(), missing),
                        (decision, fault) ->
                                guard.accept(() -> {
                                    if (isSetAside(
                                            Objects.requireNonNull(decision), missing, target)) {
                                        takeQuota(target, body, chosen);
                                    } else if (!exchange.telling().isOver()) {
                                        passOver(chosen);
                                    }
                                }));
    }

    private boolean isSetAside(AllowanceDecision decision, Money missing, AttemptTarget target) {
        boolean over = exchange.telling().isOver();
        if (!(decision instanceof AllowanceDecision.Taken(var more, var rates, var warning))) {
            if (!over) {
                exchange.log().overBudget(target, missing);
            }
            return false;
        }
        if (over) {
            more.release();
            return false;
        }
        funds.add(more, missing);
        return true;
    }

    /// The last thing that is taken, since it is the scarcest.
    private void takeQuota(
            AttemptTarget target, WrittenRequest.Body body, Consumer<Choice> chosen) {
        quotas.take(
                target,
                errand.asking(),
                taking -> {
                    switch (taking) {
                        case QuotaTaking.Taking.Taken(QuotaUse use) when !mayTry(target) -> {
                            use.unsent();
                            exchange.log().tried(target);
                            passOver(chosen);
                        }
                        case QuotaTaking.Taking.Taken(QuotaUse use) ->
                                chosen.accept(new Choice.Go(target, body, use));
                        case QuotaTaking.Taking.QuotaEmpty(Quotas.Shortage shortage) -> {
                            exchange.log().shortOfQuota(target, shortage);
                            passOver(chosen);
                        }
                        case QuotaTaking.Taking.LimitReached(Quotas.Shortage shortage) -> {
                            exchange.log().shortOfQuota(target, shortage);
                            sequence = sequence.withAnotherCredential();
                            next(chosen);
                        }
                    }
                });
    }

    private boolean mayTry(AttemptTarget target) {
        LocalCooldowns cooldowns = exchange.runtime().cooldowns();
        DeploymentId deployment = target.deployment().id();
        DeploymentHealth health = target.deployment().health();
        if (!cooldowns.begins(deployment, health, exchange.now())) {
            return false;
        }
        boolean begins =
                cooldowns
                        .refusals()
                        .begins(deployment, errand.asking().uses(), health, exchange.now());
        if (!begins) {
            cooldowns.ended(deployment);
        }
        return begins;
    }

    private void passOver(Consumer<Choice> chosen) {
        sequence = sequence.withoutAsking();
        next(chosen);
    }
}
