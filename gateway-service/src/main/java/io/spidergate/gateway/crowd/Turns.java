package io.spidergate.gateway.crowd;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/// Lets so many requests begin in one turn of an event loop, and the others in later turns, in the
/// order in which they came. A loop that has more to do than it can would else begin them all
/// before it ends any: each is then alive for long, every collection copies all of them, and half
/// of the time goes into that.
///
/// Laws: each request that is not refused begins once; none overtakes another; nobody waits while
/// fewer than the most arrive in a turn; no turn begins more than twice the most, those that arrive
/// in it and those that have waited.
///
/// For one event loop.
final class Turns<T> {

    /// When the event loop does what.
    interface Loop {

        /// Once, when all that was ready in this turn has been looked at.
        void atTheEndOfThisTurn(Runnable work);

        /// Once, in a turn that begins later.
        void inALaterTurn(Runnable work);
    }

    enum Arrival {
        BEGINS,
        /// It begins later.
        WAITS,
        /// Too many are waiting.
        REFUSED
    }

    private final Loop loop;
    private final int most;
    private final int room;
    private final Consumer<T> begin;
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private int begun;
    private boolean ends;

    /// @param most that begin in one turn
    /// @param room for those that wait
    /// @param begin whoever has waited
    Turns(Loop loop, int most, int room, Consumer<T> begin) {
        this.loop = loop;
        this.most = most;
        this.room = room;
        this.begin = begin;
    }

    /// @return what becomes of it; one that begins is begun by whoever asks
    Arrival arrive(T request) {
        if (waiting.isEmpty() && begun < most) {
            begun++;
            if (!ends) {
                ends = true;
                loop.atTheEndOfThisTurn(this::end);
            }
            return Arrival.BEGINS;
        }
        if (waiting.size() >= room) {
            return Arrival.REFUSED;
        }
        if (waiting.isEmpty()) {
            loop.inALaterTurn(this::next);
        }
        waiting.add(request);
        return Arrival.WAITS;
    }

    int waiting() {
        return waiting.size();
    }

    private void end() {
        ends = false;
        begun = 0;
    }

    private void next() {
        for (int i = 0; i < most && !waiting.isEmpty(); i++) {
            begin.accept(waiting.remove());
        }
        if (!waiting.isEmpty()) {
            loop.inALaterTurn(this::next);
        }
    }
}
