package io.spidergate.gateway.connection;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/// One turn of an event loop: it reads what has come on all of its connections, then does what was
/// left for afterwards. What costs a call to the system is done once for all that came in a turn.
public final class LoopTurn {

    private LoopTurn() {}

    /// Runs when this turn has read all that there was; at once where no event loop runs.
    public static void afterwards(Runnable work) {
        Context loop = Vertx.currentContext();
        if (loop == null) {
            work.run();
        } else {
            loop.runOnContext(nothing -> work.run());
        }
    }
}
