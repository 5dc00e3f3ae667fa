package io.spidergate.routing;

import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.LackingCapability;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A deployment of the chain that was passed over, and why.
///
/// @param detail for people: the value and the limit
/// @param until when it may serve again, where that is known
public record Exclusion(
        DeploymentRoute deployment, Reason reason, String detail, @Nullable Instant until) {

    Exclusion(DeploymentRoute deployment, Reason reason, String detail) {
        this(deployment, reason, detail, null);
    }

    static Exclusion shortOfQuota(DeploymentRoute deployment, Quotas.Shortage shortage) {
        Instant until = shortage.until();
        return until == null
                ? new Exclusion(deployment, Reason.QUOTA_TOO_SMALL, shortage.detail(), null)
                : new Exclusion(
                        deployment,
                        Reason.QUOTA_EMPTY,
                        "until %s: %s"
                                .formatted(
                                        until.truncatedTo(ChronoUnit.SECONDS), shortage.detail()),
                        until);
    }

    /// Told to the second: nobody reads nanoseconds.
    static Exclusion cooling(
            DeploymentRoute deployment, @Nullable Instant until, @Nullable String why) {
        Instant second = until == null ? null : until.truncatedTo(ChronoUnit.SECONDS);
        return new Exclusion(
                deployment, Reason.COOLING, "until %s: %s".formatted(second, why), until);
    }

    /// A reason that only the model can mend: nobody is told to wait for it.
    static Exclusion refusing(DeploymentRoute deployment, LackingCapability lacking) {
        return new Exclusion(deployment, Reason.LACKS_CAPABILITY, words(lacking));
    }

    /// For people.
    public static String words(LackingCapability lacking) {
        return "refused %s, measured %s; asked again after %s"
                .formatted(
                        lacking.capability().name().toLowerCase(Locale.ROOT),
                        lacking.since().truncatedTo(ChronoUnit.SECONDS),
                        lacking.until().truncatedTo(ChronoUnit.SECONDS));
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
        COOLING("cooling"),
        /// The provider's quota is used up until its reset.
        QUOTA_EMPTY("quota_empty"),
        /// The request is larger than all that the quota's window has.
        QUOTA_TOO_SMALL("quota_too_small");

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
