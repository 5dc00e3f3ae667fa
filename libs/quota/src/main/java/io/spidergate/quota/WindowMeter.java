package io.spidergate.quota;

import io.spidergate.contracts.routing.QuotaWindow;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What was used of one window, as its provider counts. Immutable.
///
/// Laws: what is told to have been used counts at once and stops to count when the window's rule
/// says so, never sooner; a correction of a use undoes it wherever that use still counts.
///
/// @param cells uses by the time when they were made, oldest first; of a refilling bucket one, with
///   what was missing of it then
public record WindowMeter(QuotaWindow window, List<Cell> cells) {

    /// What comes next to what never comes again.
    public static final Instant NEVER = Instant.ofEpochSecond(253_402_300_799L);

    /// So fine are a rolling window's uses told apart: what leaves it leaves it by less than one
    /// part in so many too late.
    private static final int CELLS = 256;

    /// @param atMs since the epoch
    public record Cell(long atMs, long amount) {}

    public WindowMeter {
        if (window.isGauge()) {
            throw new IllegalArgumentException("what a provider tells in percent is not counted");
        }
        cells = List.copyOf(cells);
    }

    public static WindowMeter untouched(QuotaWindow window) {
        return new WindowMeter(window, List.of());
    }

    /// What counts at `now`.
    public long used(Instant now) {
        long used = 0;
        for (Cell cell : cells) {
            used += countedAt(cell, now.toEpochMilli());
        }
        return Math.max(0, used);
    }

    public long left(Instant now) {
        return window.limit() - used(now);
    }

    /// @param amount negative for a correction
    /// @param at when it was, or the use that it corrects; not after `now`
    public WindowMeter with(long amount, Instant at, Instant now) {
        long nowMs = now.toEpochMilli();
        long atMs = Math.min(at.toEpochMilli(), nowMs);
        return switch (window.reset()) {
            case REFILLING -> new WindowMeter(window, List.of(poured(amount, nowMs)));
            case ROLLING -> merged(new Cell(atMs - atMs % cellMs(), amount), nowMs);
            case NEVER, TOLD -> merged(new Cell(0, amount), nowMs);
            case CLOCK, UTC_MIDNIGHT, PACIFIC_MIDNIGHT, CALENDAR_MONTH ->
                    merged(new Cell(Cycle.cell(window, atMs), amount), nowMs);
        };
    }

    /// A limit that has changed does not undo what was used.
    WindowMeter withLimit(long limit, Instant now) {
        QuotaWindow changed = window.withLimit(limit);
        // What a bucket has filled until now it has filled at the old pace.
        return cells.isEmpty()
                ? new WindowMeter(changed, cells)
                : new WindowMeter(changed, with(0, now, now).cells);
    }

    /// When `amount` more fits in without anybody giving back; `now` where it does already, and
    /// {@link #NEVER} where it never does.
    public Instant freeAt(long amount, Instant now) {
        long missing = amount - left(now);
        if (missing <= 0) {
            return now;
        }
        if (amount > window.limit()) {
            return NEVER;
        }
        return switch (window.reset()) {
            case REFILLING -> refilledAt(missing, now);
            case ROLLING -> rolledOutAt(missing);
            case NEVER, TOLD -> NEVER;
            case CLOCK, UTC_MIDNIGHT, PACIFIC_MIDNIGHT, CALENDAR_MONTH -> endsAt(now);
        };
    }

    /// When all of it is free again if nothing more is used; of a fixed window its end in any case.
    public Instant wholeAt(Instant now) {
        return switch (window.reset()) {
            case REFILLING, ROLLING, NEVER, TOLD -> freeAt(window.limit(), now);
            case CLOCK, UTC_MIDNIGHT, PACIFIC_MIDNIGHT, CALENDAR_MONTH -> endsAt(now);
        };
    }

    private Instant endsAt(Instant now) {
        return Instant.ofEpochMilli(Cycle.end(window, now.toEpochMilli()));
    }

    private Instant refilledAt(long missing, Instant now) {
        return now.plusMillis(1 + scaled(missing, Cycle.lengthMs(window), window.limit()));
    }

    private Instant rolledOutAt(long missing) {
        long freed = 0;
        for (Cell cell : cells) {
            freed += cell.amount();
            if (freed >= missing) {
                return Instant.ofEpochMilli(leavesAt(cell));
            }
        }
        return NEVER;
    }

    private long countedAt(Cell cell, long nowMs) {
        return switch (window.reset()) {
            case REFILLING -> {
                long passed = Math.max(0, nowMs - cell.atMs());
                yield Math.max(
                        0, cell.amount() - scaled(passed, window.limit(), Cycle.lengthMs(window)));
            }
            case ROLLING -> leavesAt(cell) > nowMs ? cell.amount() : 0;
            case NEVER, TOLD -> cell.amount();
            case CLOCK, UTC_MIDNIGHT, PACIFIC_MIDNIGHT, CALENDAR_MONTH ->
                    Cycle.counts(window, cell.atMs(), nowMs) ? cell.amount() : 0;
        };
    }

    /// The part of a unit that has come back already is not lost: the cell's time is that of the
    /// last whole one.
    private Cell poured(long amount, long nowMs) {
        if (cells.isEmpty()) {
            return new Cell(nowMs, Math.max(0, amount));
        }
        Cell cell = cells.getFirst();
        long missing = countedAt(cell, nowMs);
        long cameBack = cell.amount() - missing;
        long wholeMs =
                missing == 0
                        ? nowMs
                        : cell.atMs() + scaledUp(cameBack, Cycle.lengthMs(window), window.limit());
        return new Cell(Math.min(nowMs, wholeMs), Math.max(0, missing + amount));
    }

    private WindowMeter merged(Cell more, long nowMs) {
        List<Cell> all = new ArrayList<>(cells.size() + 1);
        boolean placed = countedAt(more, nowMs) == 0;
        for (Cell cell : cells) {
            if (!placed && cell.atMs() == more.atMs()) {
                all.add(new Cell(cell.atMs(), cell.amount() + more.amount()));
                placed = true;
            } else {
                if (!placed && cell.atMs() > more.atMs()) {
                    all.add(more);
                    placed = true;
                }
                if (countedAt(cell, nowMs) != 0) {
                    all.add(cell);
                }
            }
        }
        if (!placed) {
            all.add(more);
        }
        return new WindowMeter(window, all);
    }

    private long leavesAt(Cell cell) {
        return cell.atMs() + cellMs() + Cycle.guard(window) + Cycle.lengthMs(window);
    }

    private long cellMs() {
        return Math.max(1, Cycle.lengthMs(window) / CELLS);
    }

    private static long scaledUp(long amount, long by, long of) {
        return amount == 0 ? 0 : scaled(amount, by, of) + 1;
    }

    /// `amount * by / of`, which may pass a long on its way.
    private static long scaled(long amount, long by, long of) {
        if (of == 0) {
            return 0;
        }
        long product = amount * by;
        if (Math.abs(amount) < Integer.MAX_VALUE && Math.abs(by) < Integer.MAX_VALUE) {
            return product / of;
        }
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(by))
                .divide(BigInteger.valueOf(of))
                .min(BigInteger.valueOf(Long.MAX_VALUE / 4))
                .longValue();
    }
}
