package io.spidergate.allowance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// An owner, three holders, a ledger and a clock, moved by random steps: messages are lost,
/// repeated and late, holders die, events reach the ledger in any order.
final class Play {

    static final Duration EXPIRY = Duration.ofSeconds(10);
    private static final long SECOND = 1_000_000_000L;

    private final Random random;
    private final Settlement settlement;
    private final boolean mayOverrun;
    private final List<Holder> holders = new ArrayList<>();
    private final List<Posting> journal = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private OwnedCounter owner;
    private Instant wall = Instant.parse("2026-11-22T12:00:00Z");
    private long nanos = 1_000 * SECOND;
    private final OwnerPresence presence;
    private int ids;

    /// What holders let through, at the price reserved.
    long admitted;

    /// By how much actual costs were above what was reserved.
    long overrun;

    long ledger;

    /// What requests have really used of a rate.
    long used;

    /// What runs on holders that live.
    long running;

    boolean holdersMayDie = true;

    /// A late word has revived a grant that had ended and whose amount was granted anew: until the
    /// next expiry more is held than there is, which refuses too much but lets nothing through.
    boolean hasRevivedTheEnded;

    Play(long seed, long limit, Settlement settlement, boolean mayOverrun) {
        this.random = new Random(seed);
        this.settlement = settlement;
        this.mayOverrun = mayOverrun;
        Instant end = wall.plus(Duration.ofDays(30));
        owner = OwnedCounter.untouched(new Terms(limit, true, settlement, end, EXPIRY));
        presence = new OwnerPresence(wall, nanos);
        for (int i = 0; i < 3; i++) {
            holders.add(new Holder("h" + i));
        }
    }

    OwnedCounter owner() {
        return owner;
    }

    void step() {
        Holder holder = holders.get(random.nextInt(holders.size()));
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> request(holder);
            case 7, 8, 9 -> end(holder);
            case 10, 11, 12 -> deliver();
            case 13 ->
                    pass(Duration.ofMillis(random.nextInt(6) == 0 ? 15_000 : random.nextInt(1500)));
            case 14 -> say(holder, random.nextInt(4) == 0, random.nextInt(4) == 0);
            case 15 -> giveBack(holder);
            case 16 -> lateMessage();
            case 17 -> crash(holder);
            case 18 -> wall = wall.plusSeconds(random.nextInt(10) == 0 ? random.nextInt(3600) : 0);
            default -> expire();
        }
    }

    /// Everybody ends, every event arrives, one expiry passes.
    void finish() {
        for (Holder holder : holders) {
            while (!holder.inFlight.isEmpty()) {
                end(holder);
            }
            holder.held.giveBackAll();
            say(holder, false, false);
        }
        while (!journal.isEmpty()) {
            deliver();
        }
        pass(EXPIRY.plusSeconds(1));
        presence.heard(wall, nanos);
        pass(EXPIRY.plusSeconds(1));
        owner = owner.expired(wall, presence.heard(wall, nanos));
    }

    private void request(Holder holder) {
        long amount = isCounting() ? 1 : 1 + random.nextInt(20);
        if (take(holder, amount)) {
            return;
        }
        boolean answerIsLost = random.nextInt(10) == 0;
        Ask ask = new Ask("g" + ids++, holder.id, amount, amount * random.nextInt(8));
        if (owner.ask(ask, wall) instanceof Answer.Granted(OwnedCounter after, Grant grant)) {
            owner = after;
            if (!answerIsLost) {
                holder.held.add(
                        new HeldSlice(
                                grant.id(),
                                grant.granted(),
                                nanos,
                                EXPIRY.toNanos(),
                                86_400 * SECOND));
                take(holder, amount);
            }
        }
    }

    /// Requests, one by one.
    private boolean isCounting() {
        return settlement == Settlement.BY_RETURN
                || (settlement == Settlement.BY_GRANT && !mayOverrun);
    }

    private boolean take(Holder holder, long amount) {
        if (holder.held.tryReserve(amount, nanos) instanceof SliceReservation taken) {
            holder.inFlight.add(new InFlight(taken, amount));
            admitted += amount;
            running += amount;
            return true;
        }
        return false;
    }

    private void end(Holder holder) {
        if (holder.inFlight.isEmpty()) {
            return;
        }
        InFlight request = holder.inFlight.remove(random.nextInt(holder.inFlight.size()));
        running -= request.amount();
        if (settlement == Settlement.BY_RETURN || random.nextInt(4) == 0) {
            admitted -= request.amount();
            request.taken().release();
            request.taken().release();
            return;
        }
        long most = mayOverrun ? request.amount() * 2 : request.amount();
        long actual = isCounting() ? 1 : random.nextLong(most + 1);
        used += actual;
        overrun += Math.max(0, actual - request.amount());
        request.taken().settle(actual);
        request.taken().settle(actual + 5);
        if (settlement == Settlement.BY_LEDGER) {
            journal.add(new Posting(request.taken().grantId(), actual));
        }
    }

    private void deliver() {
        if (!journal.isEmpty()) {
            Posting posting = journal.remove(random.nextInt(journal.size()));
            ledger += posting.amount();
            owner = owner.posted(posting.grantId(), posting.amount());
        }
    }

    /// Holders that live never stay silent for longer than a third of an expiry.
    private void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 1000) {
            long now = Math.min(left, 1000);
            wall = wall.plusMillis(now);
            nanos += now * 1_000_000;
            holders.forEach(holder -> {
                holder.held.tick(nanos);
                say(holder, false, false);
            });
        }
    }

    private void say(Holder holder, boolean requestIsLost, boolean repeated) {
        for (HeldSlice slice : holder.held.due(nanos)) {
            long back = slice.givenBack();
            long over = slice.overdrawn();
            long sent = nanos;
            if (repeated) {
                late.add(() -> hearLate(slice.grantId(), holder.id, back, over));
            }
            if (!requestIsLost) {
                owner = owner.stated(slice.grantId(), holder.id, back, over, wall);
                Grant grant = owner.grants().get(slice.grantId());
                if (grant == null) {
                    holder.held.remove(slice);
                } else {
                    slice.heardOver(over);
                    slice.renewed(back, grant.held(), sent, EXPIRY.toNanos());
                }
            }
        }
    }

    private void hearLate(String grantId, String holder, long back, long over) {
        Grant before = owner.grants().get(grantId);
        hasRevivedTheEnded |= before != null && before.expired();
        owner = owner.stated(grantId, holder, back, over, wall);
    }

    private void giveBack(Holder holder) {
        holder.held.giveBackAll();
    }

    private void lateMessage() {
        if (!late.isEmpty()) {
            late.remove(random.nextInt(late.size())).run();
        }
    }

    /// What it had let through was journaled, and the journal is read before an expiry has passed.
    private void crash(Holder holder) {
        if (!holdersMayDie) {
            return;
        }
        for (InFlight request : holder.inFlight) {
            running -= request.amount();
            if (settlement == Settlement.BY_LEDGER) {
                journal.add(new Posting(request.taken().grantId(), request.amount()));
            }
        }
        while (!journal.isEmpty()) {
            deliver();
        }
        holders.set(holders.indexOf(holder), new Holder("h" + holders.size() + "-" + ids++));
    }

    private void expire() {
        owner = owner.expired(wall, presence.heard(wall, nanos));
    }

    private final class Holder {
        private final String id;
        private final HeldAllowance held = new HeldAllowance(settlement, 3 * SECOND, nanos);
        private final List<InFlight> inFlight = new ArrayList<>();

        Holder(String id) {
            this.id = id;
        }
    }

    private record InFlight(SliceReservation taken, long amount) {}

    private record Posting(String grantId, long amount) {}
}
