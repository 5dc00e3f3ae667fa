package io.spidergate.router.catalogue;

import io.spidergate.contracts.routing.Capability;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A model as a provider offers it.
///
/// @param id as the provider knows it
/// @param displayName `id` where absent
/// @param context tokens of prompt and completion together; 0 where unknown
/// @param maxOutput 0 where unknown
/// @param free callable at no charge within the provider's free quota
/// @param price list price, also of a free model; absent where unknown
public record CatalogueModel(
        String id,
        @Nullable String displayName,
        int context,
        int maxOutput,
        Set<Capability> capabilities,
        boolean free,
        @Nullable ListPrice price) {

    public CatalogueModel {
        Require.text("id", id);
        Require.notNegative("context", context);
        Require.notNegative("max_output", maxOutput);
        capabilities = Set.copyOf(Require.filled("capabilities", capabilities));
        if (context > 0 && maxOutput > context) {
            throw new IllegalArgumentException(
                    "max_output %d of %s is more than its context %d"
                            .formatted(maxOutput, id, context));
        }
    }

    /// The same under another name, as somebody offers it.
    public CatalogueModel offeredAs(String name, boolean atNoCharge) {
        return new CatalogueModel(
                name, displayName, context, maxOutput, capabilities, atNoCharge, price);
    }

    public String shownName() {
        return displayName == null ? id : displayName;
    }
}
