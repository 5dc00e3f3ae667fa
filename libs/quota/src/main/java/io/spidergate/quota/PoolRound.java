package io.spidergate.quota;

import io.spidergate.allowance.Answer;
import io.spidergate.allowance.Ask;
import io.spidergate.allowance.Grant;
import io.spidergate.allowance.OwnedCounter;
import io.spidergate.contracts.routing.PoolStanding.LimitSource;
import io.spidergate.contracts.routing.QuotaAnswer;
import io.spidergate.contracts.routing.QuotaRequest;
import io.spidergate.contracts.routing.QuotaRequest.PoolWord;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides what one gateway's word about one pool changes and what it gets: first what it has used,
/// then what it has seen, then what it asks for.
public final class PoolRound {

    /// Nothing that a provider says is believed for longer.
    private static final Duration FARTHEST = Duration.ofDays(31);

    /// A plan's refusals that are farther apart are not in a row.
    private static final Duration FARTHEST_IN_ROW = Duration.ofMinutes(5);

    private static final Duration WHILE_HELD = Duration.ofMillis(300);

    /// Hints are told in whole seconds, and rather too long.
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    /// Those that are told to the millisecond are as exact as clocks are.
    private static final Duration INSTANT = Duration.ofMillis(100);

    private final String holder;
    private final Instant now;
    private final Supplier<String> ids;
    private PoolState state;
    private Suspicion.@Nullable Refused refusedShort;

    /// @param heardSince since when holders could make themselves heard without a break
    public PoolRound(
            PoolState before,
            String holder,
            Instant now,
            Instant heardSince,
            Supplier<String> ids) {
        this.holder = holder;
        this.now = now;
        this.ids = ids;
        this.state = before.at(now, heardSince);
    }

    public PoolState state() {
        return state;
    }

    /// The last refusal that came short of what is published: another pool may be the same quota.
    /// Null where none did.
    public Suspicion.@Nullable Refused refusedShort() {
        return refusedShort;
    }

    public QuotaAnswer.PoolAnswer answer(PoolWord word) {
        List<QuotaAnswer.Hold> holds = new ArrayList<>();
        word.held().forEach(held -> state(held, holds));
        if (isNew(word)) {
            word.uses().forEach(this::use);
            word.seen().forEach(this::see);
            judge(word.servedAskedAgoMs());
            word.refusals().forEach(this::refuse);
            served(word.servedAskedAgoMs());
            state = state.hearing(holder, word.number(), now);
        }
        List<QuotaAnswer.Grant> grants = new ArrayList<>();
        List<QuotaAnswer.Denial> denials = new ArrayList<>();
        word.asks().forEach(ask -> decide(ask, grants, denials));
        return new QuotaAnswer.PoolAnswer(
                word.pool(), word.number(), grants, denials, holds, state.standing(now));
    }

    private boolean isNew(PoolWord word) {
        PoolState.Heard last = state.heard().get(holder);
        return last == null || word.number() > last.number();
    }

    /// What the holder says of a grant: spent of it, and given back.
    private void state(QuotaRequest.Held word, List<QuotaAnswer.Hold> holds) {
        for (QuotaUnit unit : QuotaUnit.values()) {
            for (Grant grant : state.grants().getOrDefault(unit, List.of())) {
                if (grant.id().equals(word.grantId()) && grant.holder().equals(holder)) {
                    holds.add(stated(unit, grant, word));
                    return;
                }
            }
        }
    }

    private QuotaAnswer.Hold stated(QuotaUnit unit, Grant grant, QuotaRequest.Held word) {
        OwnedCounter counter = state.counter(unit, now);
        long more = Math.clamp(word.spent(), 0, grant.granted()) - grant.ledgered();
        OwnedCounter posted = more > 0 ? counter.posted(grant.id(), more) : counter;
        OwnedCounter after = posted.stated(grant.id(), holder, word.unused(), now);
        state = state.with(unit, after);
        Grant kept = Objects.requireNonNull(after.grants().get(grant.id()));
        return new QuotaAnswer.Hold(grant.id(), kept.held(), kept.expiresAt());
    }

    private void use(QuotaRequest.Use use) {
        Instant at = now.minusMillis(use.agoMs());
        List<WindowState> changed = new ArrayList<>(state.windows().size());
        for (WindowState window : state.windows()) {
            changed.add(
                    window.window().unit() == use.unit()
                            ? window.used(use.amount(), at, now)
                            : window);
        }
        state = state.with(changed);
    }

    private void see(QuotaRequest.Seen seen) {
        if (seen.unit() == QuotaUnit.PERCENT) {
            state = state.withGauges(PlanGauges.seen(state.gauges(), seen, now));
            return;
        }
        long held = state.held(seen.unit());
        List<WindowState> changed = new ArrayList<>(state.windows().size() + 1);
        boolean known = false;
        for (WindowState window : state.windows()) {
            boolean same =
                    window.window().unit() == seen.unit()
                            && window.window().seconds() == seen.seconds();
            changed.add(same ? window.seen(seen, held, now) : window);
            known |= same;
        }
        if (!known && seen.limit() != null) {
            changed.add(told(seen, seen.limit()).seen(seen, held, now));
        }
        state = state.with(changed);
    }

    /// A window that the catalogue does not know of. How it resets is not told; what is assumed is
    /// what most of that length do.
    private WindowState told(QuotaRequest.Seen seen, long limit) {
        boolean isShort = seen.seconds() <= 3_600;
        long bounded = Math.clamp(limit, 0, QuotaWindow.MAX_LIMIT);
        return new WindowState(
                WindowMeter.untouched(
                        new QuotaWindow(
                                seen.unit(),
                                bounded,
                                seen.seconds(),
                                isShort ? QuotaReset.ROLLING : QuotaReset.UTC_MIDNIGHT)),
                QuotaWindow.MAX_LIMIT,
                LimitSource.HEADERS,
                now,
                0,
                null,
                null);
    }

    private void refuse(QuotaRequest.Refusal refusal) {
        Cooling before = state.cooling();
        Instant askedAt = now.minusMillis(refusal.askedAgoMs());
        if (before != null && before.covers(askedAt)) {
            return;
        }
        if (!state.gauges().isEmpty()) {
            refusedByPlan(before, refusal);
            return;
        }
        WindowState blamed = blamed(refusal);
        long used = blamed.meter().used(now);
        WindowState after = blamed.refused(now, state.held(blamed.window().unit()));
        List<WindowState> changed = new ArrayList<>(state.windows());
        changed.set(changed.indexOf(blamed), after);
        Instant latest = latest(blamed, after, refusal);
        // A refusal right after another is in a row with it; after a window without any it is the
        // first.
        boolean inRow =
                before != null && !now.isAfter(before.until().plus(after.window().length()));
        state =
                state.with(changed)
                        .with(
                                Cooling.after(
                                        inRow ? before : null,
                                        hint(refusal),
                                        earlier(latest, now.plus(FARTHEST)),
                                        now));
        Duration hint = hint(refusal);
        if (hint != null && blamed.isShortOfPublished(used) && isOfItsOwnTime(blamed.window())) {
            Instant at = now.minusMillis(refusal.agoMs());
            suspect(
                    blamed,
                    new Suspicion.Refused(
                            at, at.plus(hint), isExact(refusal), blamed.window(), used));
        }
    }

    /// A plan is no number of requests: its refusals teach no limit.
    private void refusedByPlan(@Nullable Cooling before, QuotaRequest.Refusal refusal) {
        Duration hint = hint(refusal);
        if (refusal.longWindow()) {
            state = state.withGauges(PlanGauges.refused(state.gauges(), hint, now));
        }
        Duration longest = PlanGauges.longest(state.gauges());
        boolean inRow = before != null && !now.isAfter(before.until().plus(FARTHEST_IN_ROW));
        state = state.with(Cooling.after(inRow ? before : null, hint, now.plus(longest), now));
    }

    /// Windows of the clock end for all accounts at once, so their end tells nothing apart.
    private static boolean isOfItsOwnTime(QuotaWindow window) {
        return window.reset() == QuotaReset.ROLLING || window.reset() == QuotaReset.REFILLING;
    }

    private void suspect(WindowState blamed, Suspicion.Refused own) {
        refusedShort = own;
        state = state.suspecting(it -> it.refused(own, blamed.published()));
    }

    /// Whoever serves while another pool has nothing is no part of it.
    private void judge(@Nullable Long servedAskedAgoMs) {
        if (servedAskedAgoMs != null) {
            Instant askedAt = now.minusMillis(servedAskedAgoMs);
            state = state.suspecting(it -> it.served(askedAt));
        }
    }

    /// Whoever serves a call that was sent after the refusal has quota again.
    private void served(@Nullable Long askedAgoMs) {
        Cooling cooling = state.cooling();
        if (cooling != null && askedAgoMs != null && !cooling.covers(now.minusMillis(askedAgoMs))) {
            state = state.with((Cooling) null);
        }
    }

    /// The window that is used up: the one that is so by our own count, otherwise the shortest that
    /// is not over before the hint; the longest, where the provider says that it is a long one.
    private WindowState blamed(QuotaRequest.Refusal refusal) {
        List<WindowState> counted = new ArrayList<>();
        List<WindowState> full = new ArrayList<>();
        for (WindowState window : state.windows()) {
            if (window.window().unit() != QuotaUnit.CONCURRENT) {
                counted.add(window);
                if (window.meter().left(now) <= 0 && isLongEnough(window, refusal)) {
                    full.add(window);
                }
            }
        }
        List<WindowState> among = counted.isEmpty() ? state.windows() : counted;
        List<WindowState> candidates = full.isEmpty() ? among : full;
        Comparator<WindowState> byLength =
                Comparator.comparingLong(window -> window.window().seconds());
        WindowState longest = candidates.stream().max(byLength).orElseThrow();
        return refusal.longWindow()
                ? longest
                : candidates.stream()
                        .filter(window -> isLongEnough(window, refusal))
                        .min(byLength)
                        .orElse(longest);
    }

    private static boolean isLongEnough(WindowState window, QuotaRequest.Refusal refusal) {
        if (refusal.longWindow()) {
            return window.isLong();
        }
        Duration hint = hint(refusal);
        Duration tolerance = isExact(refusal) ? INSTANT : ROUNDING;
        return hint == null || hint.compareTo(window.window().length().plus(tolerance)) <= 0;
    }

    private static boolean isExact(QuotaRequest.Refusal refusal) {
        Duration hint = hint(refusal);
        return hint != null && hint.toMillis() % 1_000 != 0;
    }

    /// When the blamed window has room again at the latest. A refusal that came too early by our
    /// own count is of uses that we do not know of: then what the provider says holds, up to the
    /// window's length.
    private Instant latest(WindowState blamed, WindowState after, QuotaRequest.Refusal refusal) {
        boolean early = !after.equals(blamed);
        if (early && hint(refusal) != null && isOfItsOwnTime(after.window())) {
            return now.plus(after.window().length());
        }
        Instant free = after.meter().freeAt(Math.min(1, after.window().limit()), now);
        return free.isAfter(now) ? free : after.meter().wholeAt(now);
    }

    private static @Nullable Duration hint(QuotaRequest.Refusal refusal) {
        Long ms = refusal.retryAfterMs();
        return ms == null || ms <= 0 ? null : Duration.ofMillis(ms);
    }

    private void decide(
            QuotaRequest.Ask ask,
            List<QuotaAnswer.Grant> grants,
            List<QuotaAnswer.Denial> denials) {
        Instant closed = state.closedUntil(now);
        if (closed != null) {
            denials.add(new QuotaAnswer.Denial(ask.unit(), ask.atLeast(), closed));
            return;
        }
        Ask wish = new Ask(ids.get(), holder, ask.atLeast(), ask.wanted());
        switch (state.ask(ask.unit(), wish, now)) {
            case Answer.Granted(OwnedCounter after, Grant grant) -> {
                state = state.with(ask.unit(), after);
                grants.add(
                        new QuotaAnswer.Grant(
                                grant.id(), ask.unit(), grant.granted(), grant.expiresAt()));
            }
            case Answer.Denied(OwnedCounter same, long used, Instant retryAt) ->
                    denials.add(
                            new QuotaAnswer.Denial(
                                    ask.unit(),
                                    ask.atLeast(),
                                    earlier(soonest(retryAt), now.plus(FARTHEST))));
        }
    }

    /// Where only other holders stand in the way, they tell what they do not need every few ticks.
    private Instant soonest(Instant retryAt) {
        boolean held = retryAt.equals(now.plus(OwnedCounter.SOON));
        return held ? now.plus(WHILE_HELD) : retryAt;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
