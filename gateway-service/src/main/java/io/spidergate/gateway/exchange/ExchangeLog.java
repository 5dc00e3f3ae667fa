package io.spidergate.gateway.exchange;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Fault;
import io.spidergate.contracts.gateway.RequestEvent.Outcome;
import io.spidergate.contracts.gateway.RequestEvent.Timing;
import io.spidergate.contracts.id.RequestId;
import io.spidergate.contracts.routing.LackingCapability;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.money.Money;
import io.spidergate.routing.Exclusion;
import io.spidergate.routing.Exclusion.Reason;
import io.spidergate.routing.Quotas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What has happened to one request so far, and at the end its event.
final class ExchangeLog {

    private static final int SCHEMA = 1;
    private static final Outcome INTERRUPTED =
            new Outcome(RequestEvent.Result.INTERRUPTED, 0, null, Fault.GATEWAY, null, false);

    private final RequestId requestId;
    private final Instant startedAt;
    private final LongSupplier nanoTime;
    private final long startedNanos;
    private final long admittedUs;
    private final List<AttemptRecord> attempts = new ArrayList<>(2);
    private @Nullable Instant quotaUntil;
    private final List<ExclusionRecord> skipped = new ArrayList<>(0);
    private PlanRecord plan = PlanRecord.NONE;
    private PaidBecause reasons = PaidBecause.NOTHING_PLANNED;
    private @Nullable Long plannedUs;
    private @Nullable Long firstContentUs;

    /// @param startedNanos of `nanoTime` when the request arrived
    ExchangeLog(RequestId requestId, Instant startedAt, LongSupplier nanoTime, long startedNanos) {
        this.requestId = requestId;
        this.startedAt = startedAt;
        this.nanoTime = nanoTime;
        this.startedNanos = startedNanos;
        this.admittedUs = elapsedUs();
    }

    long elapsedUs() {
        return (nanoTime.getAsLong() - startedNanos) / 1_000;
    }

    void planned(PlanRecord made, PaidBecause why) {
        plan = made;
        reasons = why;
        plannedUs = elapsedUs();
    }

    void firstContent() {
        firstContentUs = elapsedUs();
    }

    void skipped(List<AttemptTarget> targets) {
        for (AttemptTarget target : targets) {
            skipped.add(
                    new ExclusionRecord(
                            target.deployment().id(),
                            "credential_unusable",
                            "no open lease of %s, or it is cooling down"
                                    .formatted(target.credential())));
        }
    }

    /// The provider's protocol has no place for something that the request cannot do without.
    void cannotCarry(AttemptTarget target, String what, String why) {
        passedOver(target, ExclusionRecord.CANNOT_CARRY, "%s: %s".formatted(what, why));
    }

    /// With what was spent before it could cost more than the caller allows.
    void tooDear(AttemptTarget target, Money total, Money cap) {
        passedOver(
                target,
                RequestPlan.TOO_DEAR,
                "with earlier attempts up to %s, cap %s".formatted(total, cap));
    }

    /// Its agent's budget has no more.
    void overBudget(AttemptTarget target, Money missing) {
        passedOver(
                target,
                RequestPlan.OVER_BUDGET,
                "earlier attempts were charged, and %s more could not be set aside"
                        .formatted(missing));
    }

    /// Another request has just been refused what this one asks for.
    void refused(AttemptTarget target, LackingCapability lacking) {
        passedOver(target, Reason.LACKS_CAPABILITY.code(), Exclusion.words(lacking));
    }

    /// It was in trouble, and another request tries whether that is over.
    void tried(AttemptTarget target) {
        passedOver(target, Reason.COOLING.code(), "another request tries whether it is back");
    }

    /// Its provider's quota has no more.
    void shortOfQuota(AttemptTarget target, Quotas.Shortage shortage) {
        Instant until = shortage.until();
        String reason = until == null ? Reason.QUOTA_TOO_SMALL.code() : Reason.QUOTA_EMPTY.code();
        passedOver(target, reason, shortage.detail());
        if (until != null && (quotaUntil == null || until.isBefore(quotaUntil))) {
            quotaUntil = until;
        }
    }

    /// When the first of those that were passed over for want of quota has some again; null where
    /// none was.
    @Nullable Instant quotaUntil() {
        return quotaUntil;
    }

    private void passedOver(AttemptTarget target, String reason, String detail) {
        skipped.add(new ExclusionRecord(target.deployment().id(), reason, detail));
    }

    List<ExclusionRecord> skipped() {
        return List.copyOf(skipped);
    }

    /// Some were passed over for what waiting does not mend.
    boolean couldNotServe() {
        return skipped.stream().anyMatch(NothingServes::isForGood);
    }

    void attempted(AttemptRecord attempt) {
        attempts.add(attempt);
    }

    List<AttemptRecord> attempts() {
        return List.copyOf(attempts);
    }

    Money spent() {
        return Charge.sum(attempts).money();
    }

    /// Why money was spent so far; null where none was.
    @Nullable String paidBecause() {
        return reasons.of(attempts, skipped);
    }

    int nextNumber() {
        return attempts.size() + 1;
    }

    PlanRecord plan() {
        if (skipped.isEmpty()) {
            return plan;
        }
        List<ExclusionRecord> all = new ArrayList<>(plan.exclusions());
        all.addAll(skipped);
        return new PlanRecord(
                plan.snapshotVersion(), plan.alias(), plan.share(), plan.candidates(), all);
    }

    /// What is to be told if this process ends while `running` do.
    RequestEvent ifInterrupted(
            String gatewayId,
            AgentToken token,
            AskedRequest request,
            List<AttemptRecord> running,
            List<String> budgetGrants) {
        List<AttemptRecord> all = new ArrayList<>(attempts);
        all.addAll(running);
        return event(
                gatewayId, token, request, Served.NOBODY, INTERRUPTED, budgetGrants, null, all);
    }

    /// Whose answer the caller got, whole or in part.
    record Served(@Nullable String provider, @Nullable String model) {

        static final Served NOBODY = new Served(null, null);

        static Served by(@Nullable AttemptRecord attempt) {
            return attempt == null
                    ? NOBODY
                    : new Served(attempt.provider(), attempt.upstreamModel());
        }
    }

    RequestEvent event(
            String gatewayId,
            AgentToken token,
            AskedRequest request,
            Served served,
            Outcome outcome,
            List<String> budgetGrants,
            RequestEvent.@Nullable Capture capture) {
        return event(gatewayId, token, request, served, outcome, budgetGrants, capture, attempts);
    }

    private RequestEvent event(
            String gatewayId,
            AgentToken token,
            AskedRequest request,
            Served served,
            Outcome outcome,
            List<String> budgetGrants,
            RequestEvent.@Nullable Capture capture,
            List<AttemptRecord> attempts) {
        Charge charge = Charge.sum(attempts);
        return new RequestEvent(
                SCHEMA,
                requestId,
                startedAt,
                gatewayId,
                token.workspace(),
                token.agent(),
                token.name(),
                token.tokenRef(),
                request.endpoint(),
                request.model(),
                served.model(),
                served.provider(),
                request.stream(),
                outcome,
                charge.usage(),
                charge.cost(),
                reasons.of(attempts, skipped),
                budgetGrants,
                new Timing(admittedUs, plannedUs, firstContentUs, elapsedUs()),
                plan(),
                attempts,
                capture,
                token.tags());
    }
}
