package io.spidergate.router.roster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How the providers' own lists of models are read.
@ConfigMapping(prefix = "spidergate.roster")
public interface RosterConfig {

    /// Whether they are read by themselves; somebody can ask for it at any time.
    @WithDefault("true")
    boolean enabled();

    /// How often each provider with an enabled credential is asked.
    @WithDefault("24h")
    Duration every();

    /// What becomes of a model that the catalogue does not have: `propose` waits for a decision,
    /// `apply` takes it in, to be called by its name. Those of a provider of which the catalogue
    /// knows no model are always taken in.
    @WithDefault("propose")
    RosterPolicy.Then added();

    /// What becomes of a model that a list no longer has; applied, it is not called any more. Some
    /// lists leave out models that still answer.
    @WithDefault("propose")
    RosterPolicy.Then missing();

    /// What becomes of a price that is another one in the provider's list.
    @WithDefault("apply")
    RosterPolicy.Then repriced();

    default RosterPolicy policy() {
        return new RosterPolicy(added(), missing(), repriced());
    }
}
