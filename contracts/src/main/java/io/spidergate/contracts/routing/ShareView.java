package io.spidergate.contracts.routing;

import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A share of an alias, and how its model does.
///
/// @param workspace absent where it is that of all who have none to themselves
/// @param model `provider/model`
/// @param rollbackAbove hundredths; absent where it never ends by itself
/// @param attempts that were heard of lately, since it was resumed last
/// @param failures of these, as far as they are the model's or its provider's
/// @param rolledBackAt when it has ended by itself; absent while it holds
public record ShareView(
        String alias,
        @Nullable WorkspaceId workspace,
        String model,
        double percent,
        @Nullable Integer rollbackAbove,
        int attempts,
        int failures,
        @Nullable Instant rolledBackAt) {}
