package io.spidergate.gateway.journal;

import io.spidergate.contracts.gateway.RequestEvent;
import java.util.concurrent.CompletionStage;

/// Where a request's event is safe from the end of this process.
public interface RequestJournal {

    /// Completes once a `kill -9` of this process can no longer lose the event; exceptionally when
    /// it could not be written, in which case the caller must not be told that all is well. Never
    /// blocks; completes on a thread of the journal.
    CompletionStage<Void> append(RequestEvent event);

    /// Says what is to be told of a request if this process ends before its event is appended;
    /// replaces what was said of the same request before. Never blocks.
    ///
    /// @return whether the journal takes events at all; where not, the request's end could not be
    ///   told either, so it must not be sent to anyone
    boolean underWay(RequestEvent ifInterrupted);
}
