package io.spidergate.gateway.exchange;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.gateway.cache.Keeping;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.protocol.AskedRequest;
import java.time.Instant;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One request of one caller, and what is done with it.
///
/// @param session of the caller's conversation, by a header; absent where none tells one
/// @param wantsTrace the caller asked for the route in the answer
/// @param keeping where the answer is looked for and kept, or null
record Exchange(
        ExchangeRuntime runtime,
        Caller caller,
        AgentToken token,
        AskedRequest request,
        @Nullable String session,
        boolean wantsTrace,
        ExchangeLog log,
        Telling telling,
        @Nullable Keeping keeping) {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    /// A defect must not leave the caller waiting, nor a reservation open.
    void guarded(Runnable work, Consumer<GatewayError> abort) {
        try {
            work.run();
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "request %s met a defect", caller.requestId());
            abort.accept(GatewayError.of(ErrorCode.INTERNAL_ERROR, caller.requestId().value()));
        }
    }

    /// The gateway's limit, or the caller's own where it is lower.
    int maxAttempts() {
        int most = runtime.config().maxAttempts();
        return request.options()
                .retryCount()
                .map(retries -> Math.min(most, retries + 1))
                .orElse(most);
    }

    Instant now() {
        return runtime.clock().instant();
    }
}
