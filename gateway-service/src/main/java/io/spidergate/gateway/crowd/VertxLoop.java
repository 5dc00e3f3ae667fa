package io.spidergate.gateway.crowd;

import io.vertx.core.Context;

/// An event loop of Vert.x. Netty looks first at all that is ready, then does what was given to it
/// meanwhile; timers that are due are fetched when that begins, so one that is set then waits for
/// the next turn.
record VertxLoop(Context context) implements Turns.Loop {

    private static final int SOON_MS = 1;

    @Override
    public void atTheEndOfThisTurn(Runnable work) {
        context.runOnContext(nothing -> work.run());
    }

    @Override
    public void inALaterTurn(Runnable work) {
        context.owner().setTimer(SOON_MS, id -> work.run());
    }
}
