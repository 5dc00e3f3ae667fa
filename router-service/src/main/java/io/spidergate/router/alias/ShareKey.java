package io.spidergate.router.alias;

import io.spidergate.contracts.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/// Which share of which alias.
///
/// @param workspace absent where it is that of all who have none to themselves
/// @param model `provider/model`
public record ShareKey(String alias, @Nullable WorkspaceId workspace, String model) {

    public static ShareKey of(AliasDefinition alias, ShareDefinition share) {
        return new ShareKey(alias.name(), share.workspace(), share.model().toString());
    }
}
