package io.spidergate.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that a provider does on the wire; an answer is a list of them.
sealed interface Step {

    /// Status and headers.
    ///
    /// @param contentLength null for a chunked body
    record Head(int status, Map<String, String> headers, @Nullable Integer contentLength)
            implements Step {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Send(byte[] bytes) implements Step {}

    record Pause(int millis) implements Step {}

    /// Silence on an open connection, until the client leaves.
    record Stall() implements Step {}

    /// The connection ends before the body does.
    ///
    /// @param reset by a TCP reset, else by an orderly close
    record Cut(boolean reset) implements Step {}

    record End() implements Step {}
}
