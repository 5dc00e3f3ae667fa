package io.spidergate.router.capability;

import io.spidergate.contracts.routing.Capability;

/// What is measured: one capability of one deployment.
///
/// @param account behind the name of its workspace and a slash where only that may use it
public record Ability(String provider, String account, String model, Capability capability) {

    /// What one workspace's account is refused says nothing to the others: a setting of theirs may
    /// be the reason, and nobody is to take a capability away from all.
    boolean isShared() {
        return account.indexOf('/') < 0;
    }

    boolean isOf(String otherProvider, String otherModel) {
        return provider.equals(otherProvider) && model.equals(otherModel);
    }
}
