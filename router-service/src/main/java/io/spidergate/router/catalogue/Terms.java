package io.spidergate.router.catalogue;

import org.jspecify.annotations.Nullable;

/// What a provider's terms mean for those who use it.
///
/// @param trainsOnData whether data is used for training, unless the account has opted out; absent
///   where nobody knows
public record Terms(@Nullable Boolean trainsOnData, @Nullable String note) {

    /// What is not known to be excluded may happen.
    public boolean maySeeTraining() {
        return trainsOnData == null || trainsOnData;
    }
}
