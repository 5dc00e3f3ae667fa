package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that a deployment has refused to do, though it was thought to be able to. No word of
/// the provider is told: it may quote whoever asked.
///
/// @param since when it was measured
/// @param until no request that makes use of it goes there before; then `prober` tries first
/// @param prober the gateway that tries first; absent where any may
public record LackingCapability(
        Capability capability,
        Instant since,
        Instant until,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String prober) {

    /// Whether this gateway leaves it alone at `now`: the others wait for the one that tries first,
    /// as after a cooldown.
    public boolean holdsFor(String gateway, Instant now) {
        return now.isBefore(until)
                || (prober != null
                        && !prober.equals(gateway)
                        && now.isBefore(until.plus(DeploymentHealth.PROBE_PATIENCE)));
    }
}
