package io.spidergate.routing;

import io.spidergate.contracts.routing.DeploymentRoute;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A deployment of the chain that was passed over, and why.
///
/// @param detail for people: the value and the limit
public record Exclusion(DeploymentRoute deployment, Reason reason, String detail) {

    /// Told to the second: nobody reads nanoseconds.
    static Exclusion cooling(
            DeploymentRoute deployment, @Nullable Instant until, @Nullable String why) {
        Instant second = until == null ? null : until.truncatedTo(ChronoUnit.SECONDS);
        return new Exclusion(deployment, Reason.COOLING, "until %s: %s".formatted(second, why));
    }

    /// Why a deployment was passed over. What waiting or a new key cannot mend is said before what
    /// they can, so that the reason given is the one that counts.
    public enum Reason {
        LACKS_CAPABILITY("lacks_capability"),
        CONTEXT_TOO_SMALL("context_too_small"),
        OUTPUT_TOO_SMALL("output_too_small"),
        NOT_FREE("not_free"),
        TRAINS_ON_DATA("trains_on_data"),
        NO_CREDENTIAL("no_credential"),
        COOLING("cooling");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /// Stable name in traces, metrics and errors.
        public String code() {
            return code;
        }
    }
}
