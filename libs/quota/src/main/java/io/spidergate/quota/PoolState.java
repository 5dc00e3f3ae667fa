package io.spidergate.quota;

import io.spidergate.allowance.Answer;
import io.spidergate.allowance.Ask;
import io.spidergate.allowance.Grant;
import io.spidergate.allowance.OwnedCounter;
import io.spidergate.allowance.Settlement;
import io.spidergate.allowance.Terms;
import io.spidergate.contracts.routing.PoolStanding;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A quota pool as its owner knows it: what was used of its windows, who holds how much of the
/// rest, and whether it cools. Immutable.
///
/// Law: of each window, used + held ≤ limit as long as nothing but the suite uses the account and
/// the limit is what it was.
///
/// @param grants by unit
/// @param heard the number of the last word of each holder
/// @param suspicions that other pools are the same quota, by their ids
/// @param gauges of a plan; none of anything else
public record PoolState(
        List<WindowState> windows,
        Map<QuotaUnit, List<Grant>> grants,
        Map<String, Heard> heard,
        @Nullable Cooling cooling,
        Map<String, Suspicion> suspicions,
        List<Gauge> gauges) {

    /// A gateway that was silent for so long has lost what it held.
    public static final Duration EXPIRY = Duration.ofSeconds(5);

    /// A word that comes later than this is not of a living gateway.
    private static final Duration FORGET = Duration.ofMinutes(10);

    /// After a cooldown one request in the whole suite tries whether it is over.
    private static final long PROBE = 1;

    /// Where nothing is published, refusals still teach: uses are counted against no limit.
    private static final List<QuotaWindow> WATCH =
            List.of(
                    new QuotaWindow(
                            QuotaUnit.REQUESTS, QuotaWindow.MAX_LIMIT, 60, QuotaReset.ROLLING),
                    new QuotaWindow(
                            QuotaUnit.REQUESTS,
                            QuotaWindow.MAX_LIMIT,
                            86_400,
                            QuotaReset.UTC_MIDNIGHT));

    /// @param number of the last word
    public record Heard(long number, Instant at) {}

    public PoolState {
        windows = List.copyOf(windows);
        grants = Map.copyOf(grants);
        heard = Map.copyOf(heard);
        // absent in states of earlier versions
        suspicions = suspicions == null ? Map.of() : Map.copyOf(suspicions);
        gauges = gauges == null ? List.of() : List.copyOf(gauges);
    }

    public static PoolState untouched(QuotaPool pool) {
        return new PoolState(
                declared(pool).stream().map(WindowState::published).toList(),
                Map.of(),
                Map.of(),
                null,
                Map.of(),
                declaredGauges(pool).map(Gauge::untold).toList());
    }

    /// The other pool was refused short of what is published: it may be the same quota.
    public PoolState told(String pool, Suspicion.Refused refused) {
        Map<String, Suspicion> more = new HashMap<>(suspicions);
        more.merge(pool, Suspicion.NONE.told(refused), (known, fresh) -> known.told(refused));
        return new PoolState(windows, grants, heard, cooling, more, gauges);
    }

    /// Whether what both say of each other is enough to take them for one quota.
    ///
    /// @param name of this
    /// @param others of the other
    public boolean isOneWith(PoolState other, String name, String others) {
        return weight(others) + other.weight(name) >= Suspicion.PROVEN;
    }

    private int weight(String pool) {
        return suspicions.getOrDefault(pool, Suspicion.NONE).weight();
    }

    /// This and the other are one quota, of which both have used: what was guessed of its limit
    /// because of the other is forgotten.
    public PoolState joined(PoolState other, Instant now) {
        List<WindowState> joined = new ArrayList<>(windows.size());
        for (WindowState window : windows) {
            WindowState theirs = other.window(window.window().unit(), window.window().seconds());
            joined.add(
                    window.unlearnt(now)
                            .used(theirs == null ? 0 : theirs.meter().used(now), now, now));
        }
        return new PoolState(joined, grants, heard, cooling, Map.of(), gauges);
    }

    /// The same uses under what the catalogue says now; a window that only headers have told of
    /// stays.
    public PoolState under(QuotaPool pool, Instant now) {
        List<WindowState> changed = new ArrayList<>();
        Set<WindowState> kept = new HashSet<>();
        for (QuotaWindow window : declared(pool)) {
            WindowState known = window(window.unit(), window.seconds());
            changed.add(known == null ? WindowState.published(window) : known.under(window, now));
            if (known != null) {
                kept.add(known);
            }
        }
        for (WindowState window : windows) {
            if (!kept.contains(window) && window.learnedAt() != null) {
                changed.add(window);
            }
        }
        return with(changed).withGauges(gaugesUnder(pool));
    }

    private List<Gauge> gaugesUnder(QuotaPool pool) {
        List<Gauge> changed = new ArrayList<>();
        declaredGauges(pool)
                .map(window ->
                        gauges.stream()
                                .filter(known -> known.isOf(window))
                                .findFirst()
                                .map(known -> known.under(window))
                                .orElseGet(() -> Gauge.untold(window)))
                .forEach(changed::add);
        for (Gauge known : gauges) {
            if (known.toldAt() != null && changed.stream().noneMatch(g -> g.isOf(known.window()))) {
                changed.add(known);
            }
        }
        return changed;
    }

    public PoolStanding standing(Instant now) {
        Set<String> holders = new HashSet<>();
        grants.values()
                .forEach(all ->
                        all.stream()
                                .filter(g -> g.held() > 0)
                                .forEach(g -> holders.add(g.holder())));
        Gauge spent = spent(now);
        Instant closed = closedUntil(now);
        String reason = spent == null ? "refused for want of quota" : spent.words(now);
        return new PoolStanding(
                Stream.concat(
                                gauges.stream().map(gauge -> gauge.standing(now)),
                                windows.stream()
                                        .map(it -> it.standing(held(it.window().unit()), now)))
                        .toList(),
                closed,
                closed == null ? null : reason,
                holders.size());
    }

    /// Nothing is granted before this instant; null where something may be.
    @Nullable Instant closedUntil(Instant now) {
        Instant cools = cooling == null || !cooling.holdsAt(now) ? null : cooling.until();
        Gauge spent = spent(now);
        Instant resets = spent == null ? null : spent.resetsAt();
        return cools == null || (resets != null && resets.isAfter(cools)) ? resets : cools;
    }

    /// The one of those that leave nothing which resets last.
    private @Nullable Gauge spent(Instant now) {
        return gauges.stream()
                .filter(gauge -> gauge.isSpent(now))
                .max(Comparator.comparing(gauge -> Objects.requireNonNull(gauge.resetsAt())))
                .orElse(null);
    }

    /// Time has passed: guessed limits grow, silent holders lose what they held.
    PoolState at(Instant now, Instant heardSince) {
        Map<QuotaUnit, List<Grant>> living = new HashMap<>();
        grants.forEach((unit, all) -> {
            List<Grant> rest =
                    counter(unit, 1, now).expired(now, heardSince).grants().values().stream()
                            .filter(grant -> isOfUse(grant, now))
                            .toList();
            if (!rest.isEmpty()) {
                living.put(unit, rest);
            }
        });
        Map<String, Heard> recent = new HashMap<>(heard);
        recent.values().removeIf(word -> word.at().plus(FORGET).isBefore(now));
        return new PoolState(
                windows.stream().map(window -> window.grown(now)).toList(),
                living,
                recent,
                cooling,
                suspicions,
                gauges);
    }

    Answer ask(QuotaUnit unit, Ask ask, Instant now) {
        return counter(unit, ask.atLeast(), now).ask(ask, now);
    }

    OwnedCounter counter(QuotaUnit unit, Instant now) {
        return counter(unit, 1, now);
    }

    /// The counter of one unit over all its windows: the tightest decides.
    private OwnedCounter counter(QuotaUnit unit, long amount, Instant now) {
        long left = QuotaWindow.MAX_LIMIT;
        Instant freeAt = now;
        for (WindowState window : windows) {
            if (window.window().unit() == unit) {
                left = Math.min(left, Math.max(0, window.meter().left(now)));
                freeAt = later(freeAt, window.meter().freeAt(amount, now));
            }
        }
        if (cooling != null && unit == QuotaUnit.REQUESTS) {
            left = Math.min(left, PROBE);
        }
        Map<String, Grant> held = new HashMap<>();
        grants.getOrDefault(unit, List.of()).forEach(grant -> held.put(grant.id(), grant));
        // Where time frees nothing, only other holders can.
        Instant free = freeAt.isAfter(now) ? freeAt : WindowMeter.NEVER;
        Terms terms = new Terms(left, true, Settlement.BY_LEDGER, free, EXPIRY);
        return new OwnedCounter(terms, 0, held);
    }

    long held(QuotaUnit unit) {
        return grants.getOrDefault(unit, List.of()).stream().mapToLong(Grant::held).sum();
    }

    @Nullable WindowState window(QuotaUnit unit, long seconds) {
        for (WindowState window : windows) {
            if (window.window().unit() == unit && window.window().seconds() == seconds) {
                return window;
            }
        }
        return null;
    }

    PoolState with(List<WindowState> other) {
        return new PoolState(other, grants, heard, cooling, suspicions, gauges);
    }

    PoolState withGauges(List<Gauge> other) {
        return new PoolState(windows, grants, heard, cooling, suspicions, other);
    }

    PoolState with(QuotaUnit unit, OwnedCounter counter) {
        Map<QuotaUnit, List<Grant>> changed = new HashMap<>(grants);
        changed.put(unit, List.copyOf(counter.grants().values()));
        return new PoolState(windows, changed, heard, cooling, suspicions, gauges);
    }

    PoolState hearing(String holder, long number, Instant now) {
        Map<String, Heard> changed = new HashMap<>(heard);
        changed.put(holder, new Heard(number, now));
        return new PoolState(windows, grants, changed, cooling, suspicions, gauges);
    }

    PoolState with(@Nullable Cooling other) {
        return new PoolState(windows, grants, heard, other, suspicions, gauges);
    }

    PoolState suspecting(UnaryOperator<Suspicion> judged) {
        if (suspicions.isEmpty()) {
            return this;
        }
        Map<String, Suspicion> changed = new HashMap<>(suspicions);
        changed.replaceAll((pool, suspicion) -> judged.apply(suspicion));
        return new PoolState(windows, grants, heard, cooling, changed, gauges);
    }

    private static List<QuotaWindow> declared(QuotaPool pool) {
        List<QuotaWindow> counted =
                pool.windows().stream().filter(window -> !window.isGauge()).toList();
        return counted.isEmpty() ? WATCH : counted;
    }

    private static Stream<QuotaWindow> declaredGauges(QuotaPool pool) {
        return pool.windows().stream().filter(QuotaWindow::isGauge);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static boolean isOfUse(Grant grant, Instant now) {
        return grant.expired() ? now.isBefore(grant.expiresAt().plus(FORGET)) : grant.held() > 0;
    }
}
