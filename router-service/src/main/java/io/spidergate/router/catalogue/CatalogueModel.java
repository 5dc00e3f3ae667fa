package io.spidergate.router.catalogue;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.vault.RosterEntry;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A model as a provider offers it.
///
/// @param id as the provider knows it
/// @param displayName `id` where absent
/// @param context tokens of prompt and completion together; 0 where unknown
/// @param maxOutput 0 where unknown
/// @param dialect where it is not the provider's
/// @param trainsOnData where it is not as the provider's terms say
/// @param byNameOnly no tier that stands for any model takes it in: it is about to go, or it is
///   made for something special
/// @param free callable at no charge within the provider's free quota
/// @param price list price, also of a free model; absent where unknown
/// @param priceChanges that are announced
/// @param source who said so
/// @param asOf the day on which it was read
public record CatalogueModel(
        String id,
        @Nullable String displayName,
        int context,
        int maxOutput,
        Set<Capability> capabilities,
        @Nullable Dialect dialect,
        @Nullable Boolean trainsOnData,
        boolean byNameOnly,
        boolean free,
        @Nullable ListPrice price,
        List<PriceChange> priceChanges,
        @Nullable String source,
        @Nullable LocalDate asOf) {

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
        priceChanges =
                priceChanges == null
                        ? List.of()
                        : Require.unique("price_changes", priceChanges, it -> it.from().toString());
    }

    /// A model that no file describes.
    public static CatalogueModel undescribed(String id, boolean free) {
        return new CatalogueModel(
                id,
                null,
                0,
                0,
                GuessedCapabilities.of(id),
                null,
                null,
                false,
                free,
                null,
                List.of(),
                null,
                null);
    }

    /// A model that only its provider's own list describes: called by its name, and by no task that
    /// nobody has tried it for. A price of zero is free; none at all is not.
    public static CatalogueModel listed(RosterEntry entry, LocalDate day) {
        RosterEntry.Price told = entry.price();
        boolean free = told != null && told.input().signum() == 0 && told.output().signum() == 0;
        return new CatalogueModel(
                entry.id(),
                null,
                entry.contextTokens(),
                entry.maxOutputTokens(),
                entry.capabilities().isEmpty()
                        ? GuessedCapabilities.of(entry.id())
                        : entry.capabilities(),
                null,
                null,
                true,
                free,
                told == null || free ? null : ListPrice.listed(told, null),
                List.of(),
                "the provider's list",
                day);
    }

    /// The same at the price that its provider's own list tells.
    public CatalogueModel at(RosterEntry.Price told, LocalDate day) {
        return new CatalogueModel(
                id,
                displayName,
                context,
                maxOutput,
                capabilities,
                dialect,
                trainsOnData,
                byNameOnly,
                free,
                ListPrice.listed(told, price),
                List.of(),
                "the provider's list",
                day);
    }

    /// The same under another name, as somebody offers it.
    public CatalogueModel offeredAs(String name, boolean atNoCharge) {
        return with(name, trainsOnData, atNoCharge);
    }

    /// The same of a plan that is paid for.
    CatalogueModel covered() {
        return with(id, trainsOnData, true);
    }

    /// The same for an account that has opted out.
    CatalogueModel withoutTraining() {
        return trainsOnData == null ? this : with(id, null, free);
    }

    private CatalogueModel with(String name, @Nullable Boolean training, boolean atNoCharge) {
        return new CatalogueModel(
                name,
                displayName,
                context,
                maxOutput,
                capabilities,
                dialect,
                training,
                byNameOnly,
                atNoCharge,
                price,
                priceChanges,
                source,
                asOf);
    }

    /// Nobody has said what it can do: it is guessed by its name.
    public boolean isGuessed() {
        boolean described = source != null || asOf != null;
        return !described && capabilities.equals(GuessedCapabilities.of(id));
    }

    public String shownName() {
        return displayName == null ? id : displayName;
    }

    /// The list price that holds on a day.
    public @Nullable ListPrice priceOn(LocalDate day) {
        return priceChanges.stream()
                .filter(change -> !change.from().isAfter(day))
                .max(Comparator.comparing(PriceChange::from))
                .map(PriceChange::price)
                .orElse(price);
    }

    /// The first day after this one on which the price is another.
    public Optional<LocalDate> priceChangesAfter(LocalDate day) {
        return priceChanges.stream()
                .map(PriceChange::from)
                .filter(from -> from.isAfter(day))
                .min(Comparator.naturalOrder());
    }
}
