package io.spidergate.gateway.quota;

import io.spidergate.allowance.Attempt;
import io.spidergate.allowance.SliceReservation;
import io.spidergate.contracts.routing.PoolStanding;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.RateHeader;
import io.spidergate.gateway.owner.OwnerLine;
import io.spidergate.llm.reset.ResponseHeaders;
import io.spidergate.money.Money;
import io.spidergate.routing.Quotas;
import io.spidergate.routing.Quotas.Shortage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One quota pool in this gateway: what it holds of it, what has happened in it, who waits for
/// more. Safe for use by all threads; takes no lock but for a few instructions.
final class HeldPool implements OwnerLine.Matter {

    /// Without a hint a refused pool is left alone for so long, until the owner has decided.
    private static final Duration UNTIL_THE_OWNER_KNOWS = Duration.ofSeconds(1);

    /// Headers of answers that come closer together tell little new.
    private static final long HEADER_PAUSE_NANOS = 50_000_000L;

    private final QuotaPool terms;

    /// What requests weigh in this pool: tokens, or money.
    private final QuotaUnit weighed;

    private final Clock clock;
    private final LongSupplier nanos;
    private final Consumer<HeldPool> urgent;
    private final List<HeldUnit> units;
    private final PoolNews news;
    private final Queue<PoolWaiter> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean queued = new AtomicBoolean();
    private volatile KnownStanding standing;
    private volatile double slack = Quotas.FULL;
    private volatile long headersReadNanos;
    private volatile long usualWeight = 1;
    private @Nullable OwnShare share;

    /// @param news of the pool under earlier terms, where there were some: the owner counts on
    /// @param urgent brings it to the owner at once
    HeldPool(
            QuotaPool terms,
            PoolNews news,
            Duration idle,
            Clock clock,
            LongSupplier nanos,
            Consumer<HeldPool> urgent) {
        this.terms = terms;
        this.weighed = terms.countsMoney() ? QuotaUnit.MICRO_USD : QuotaUnit.TOKENS;
        this.news = news;
        this.clock = clock;
        this.nanos = nanos;
        this.urgent = urgent;
        this.headersReadNanos = nanos.getAsLong() - HEADER_PAUSE_NANOS;
        List<HeldUnit> all = new ArrayList<>();
        for (QuotaUnit unit : QuotaUnit.values()) {
            all.add(new HeldUnit(unit, idle.toNanos(), nanos.getAsLong()));
        }
        units = List.copyOf(all);
        standing = KnownStanding.published(terms, clock.instant(), nanos.getAsLong());
    }

    @Override
    public String name() {
        return terms.id();
    }

    @Override
    public AtomicBoolean queued() {
        return queued;
    }

    @Override
    public boolean isWaitedFor() {
        return !waiting.isEmpty();
    }

    QuotaPool terms() {
        return terms;
    }

    Queue<PoolWaiter> waiting() {
        return waiting;
    }

    List<HeldUnit> units() {
        return units;
    }

    HeldUnit unit(QuotaUnit unit) {
        return units.get(unit.ordinal());
    }

    PoolNews news() {
        return news;
    }

    double slack() {
        return slack;
    }

    /// A request of the pool is always counted; the rest where a window does. Of a plan's gauge
    /// nothing is taken.
    boolean counts(QuotaUnit unit) {
        return unit == QuotaUnit.REQUESTS || (unit != QuotaUnit.PERCENT && standing.counts(unit));
    }

    /// Whether what this gateway keeps ready others would miss.
    boolean isScarce(QuotaUnit unit) {
        long one = unit == QuotaUnit.MICRO_USD ? usualWeight : 1;
        return standing.isScarce(unit, KnownStanding.FEW * one);
    }

    /// Why so much cannot be taken now, as far as is known here.
    @Nullable Shortage shortage(long weight) {
        KnownStanding known = standing;
        String tooSmall = known.tooSmall(weight);
        if (tooSmall != null) {
            return new Shortage(null, tooSmall);
        }
        long now = nanos.getAsLong();
        for (HeldUnit unit : units) {
            HeldUnit.Refusal refusal = unit.refusal(need(unit.unit(), weight), now);
            if (refusal != null) {
                return new Shortage(refusal.until(), known.leastOf(unit.unit()));
            }
        }
        return null;
    }

    /// What became of the attempt to take without asking.
    sealed interface Taking {

        record Decided(QuotaDecision decision) implements Taking {}

        record Short() implements Taking {}
    }

    /// Takes of all units that are counted, or of none.
    Taking take(long weight) {
        Shortage shortage = shortage(weight);
        if (shortage != null) {
            return new Taking.Decided(new QuotaDecision.Denied(shortage));
        }
        usualWeight = Math.max(1, weight);
        long now = nanos.getAsLong();
        List<SliceReservation> taken = new ArrayList<>(3);
        SliceReservation concurrent = null;
        for (HeldUnit unit : units) {
            if (!counts(unit.unit())) {
                continue;
            }
            switch (unit.slices().tryReserve(need(unit.unit(), weight), now)) {
                case SliceReservation one when unit.unit() == QuotaUnit.CONCURRENT ->
                        concurrent = one;
                case SliceReservation one -> taken.add(one);
                case Attempt.NotEnough none -> {
                    taken.forEach(SliceReservation::release);
                    return new Taking.Short();
                }
            }
        }
        // Counted from now on: the owner is told of it as used, not as held.
        taken.forEach(one -> one.settle(one.amount()));
        return new Taking.Decided(new QuotaDecision.Taken(begun(weight, now, concurrent)));
    }

    /// Takes of what would be this gateway's part: the owner cannot be asked.
    synchronized QuotaDecision takeAlone(long weight) {
        if (take(weight) instanceof Taking.Decided(QuotaDecision decision)) {
            return decision;
        }
        Instant now = clock.instant();
        if (share == null) {
            share = new OwnShare(standing.standing(), now);
        }
        Instant free = share.take(weight, now);
        return free == null
                ? new QuotaDecision.Taken(begun(weight, nanos.getAsLong(), null))
                : new QuotaDecision.Denied(
                        new Shortage(free, "this gateway's part is used, the router is away"));
    }

    private QuotaUse begun(long weight, long now, @Nullable SliceReservation concurrent) {
        news.used(1, weighed, weight, now);
        return new PoolUse(this, weight, now, concurrent);
    }

    long need(QuotaUnit unit, long weight) {
        return unit == weighed ? Math.max(1, weight) : 1;
    }

    /// What a call weighs that had so many tokens and cost so much.
    long weight(long tokens, long nanoUsd) {
        return weighed == QuotaUnit.TOKENS ? tokens : Money.ofNanoUsd(nanoUsd).microUsd();
    }

    long usual(QuotaUnit unit) {
        return need(unit, usualWeight);
    }

    // --- what calls tell

    void told(List<RateHeader> names, ResponseHeaders headers, long askedNanos) {
        long now = nanos.getAsLong();
        if (!names.isEmpty() && now - headersReadNanos >= HEADER_PAUSE_NANOS) {
            headersReadNanos = now;
            List<Untold.SeenAt> seen =
                    RateHeaders.read(names, headers, now, askedNanos, clock.instant());
            news.seen(seen);
            seen.forEach(this::giveBackWhatIsNotThere);
            if (seen.stream().anyMatch(this::isSpentGauge)) {
                cool(UNTIL_THE_OWNER_KNOWS, now);
                urgent.accept(this);
            }
        }
    }

    /// The plan's rest is its owner's: all gateways are to know at once.
    private boolean isSpentGauge(Untold.SeenAt seen) {
        Long remaining = seen.remaining();
        return seen.unit() == QuotaUnit.PERCENT
                && remaining != null
                && standing.isSpent(seen.seconds(), remaining);
    }

    private void giveBackWhatIsNotThere(Untold.SeenAt seen) {
        if (Long.valueOf(0).equals(seen.remaining())) {
            unit(seen.unit()).slices().giveBackAll();
        }
    }

    void served(long tokensMore, long askedNanos) {
        news.served(askedNanos);
        correct(0, tokensMore, askedNanos);
    }

    void correct(long requests, long weight, long askedNanos) {
        news.used(requests, weighed, weight, askedNanos);
        if (requests < 0) {
            unit(QuotaUnit.REQUESTS).cameBack(-requests);
        }
        if (weight < 0) {
            unit(weighed).cameBack(-weight);
        }
    }

    /// Nothing of what is held can be used now; all gateways are to know at once.
    void refused(long weight, long askedNanos, @Nullable Duration hint, boolean longWindow) {
        long now = nanos.getAsLong();
        news.used(-1, weighed, -weight, askedNanos);
        news.refused(
                new Untold.RefusedAt(
                        now, askedNanos, hint == null ? null : hint.toMillis(), longWindow));
        Duration pause =
                hint == null || hint.compareTo(UNTIL_THE_OWNER_KNOWS) > 0
                        ? UNTIL_THE_OWNER_KNOWS
                        : hint;
        cool(pause, now);
        urgent.accept(this);
    }

    // --- what the owner says

    void knows(KnownStanding known) {
        standing = known;
        Instant cooling = known.standing().coolingUntil();
        if (cooling != null && cooling.isAfter(known.answeredAt())) {
            cool(Duration.between(known.answeredAt(), cooling), known.atNanos());
        }
        slack = known.slack(known.atNanos());
        for (PoolStanding.WindowStanding window : known.standing().windows()) {
            // A limit that was lowered has taken away what was granted before.
            if (window.used() + window.held() > window.limit()) {
                unit(window.window().unit()).giveBackAll(known.atNanos());
            }
        }
        synchronized (this) {
            share = null;
        }
    }

    /// Time has passed.
    void tick(long now) {
        for (HeldUnit unit : units) {
            unit.slices().tick(now);
            if (waiting.isEmpty() && isScarce(unit.unit())) {
                unit.slices().giveBackAll();
            }
        }
        slack = standing.slack(now);
    }

    boolean holdsSlices() {
        return units.stream().anyMatch(unit -> !unit.slices().slices().isEmpty());
    }

    private void cool(Duration pause, long fromNanos) {
        unit(QuotaUnit.REQUESTS).cools(pause, fromNanos, clock.instant().plus(pause));
        units.forEach(unit -> unit.slices().giveBackAll());
    }
}
