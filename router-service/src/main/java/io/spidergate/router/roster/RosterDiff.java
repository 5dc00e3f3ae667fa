package io.spidergate.router.roster;

import io.spidergate.contracts.vault.RosterEntry;
import io.spidergate.router.catalogue.CatalogueModel;
import io.spidergate.router.catalogue.ListPrice;
import io.spidergate.router.roster.RosterChange.Added;
import io.spidergate.router.roster.RosterChange.Missing;
import io.spidergate.router.roster.RosterChange.Repriced;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares a provider's list with the catalogue. Pure.
final class RosterDiff {

    private RosterDiff() {}

    /// Why a list is not to be believed: where more than half of what is known is gone, it is more
    /// likely that the list is broken, or of something else, than that it is true.
    static Optional<String> doubt(List<CatalogueModel> known, List<RosterEntry> list) {
        if (list.isEmpty()) {
            return Optional.of("the list is empty");
        }
        Map<String, RosterEntry> listed = byId(list);
        long there = known.stream().filter(model -> listed.containsKey(model.id())).count();
        return 2 * there < known.size()
                ? Optional.of(
                        "the list has %d of the %d models that are known"
                                .formatted(there, known.size()))
                : Optional.empty();
    }

    /// Those that are repriced or missing in the catalogue's order, then new ones in the list's.
    static List<RosterChange> changes(
            List<CatalogueModel> known, List<RosterEntry> list, LocalDate day) {
        Map<String, RosterEntry> listed = byId(list);
        List<RosterChange> changes = new ArrayList<>();
        for (CatalogueModel model : known) {
            RosterEntry entry = listed.remove(model.id());
            RosterEntry.Price told = entry == null ? null : entry.price();
            if (entry == null) {
                changes.add(new Missing(model.id()));
            } else if (told != null && isRepriced(model.priceOn(day), told)) {
                changes.add(new Repriced(model.id(), model.priceOn(day), told));
            }
        }
        listed.values().forEach(entry -> changes.add(new Added(entry)));
        return changes;
    }

    /// A free model's list says nothing, or zero; its catalogue tells what it would cost elsewhere.
    private static boolean isRepriced(@Nullable ListPrice known, RosterEntry.Price told) {
        if (known == null) {
            return told.input().signum() > 0 || told.output().signum() > 0;
        }
        return differs(known.input(), told.input())
                || differs(known.output(), told.output())
                || (told.cachedInput() != null && differs(cached(known), told.cachedInput()));
    }

    private static BigDecimal cached(ListPrice price) {
        return price.cachedInput() == null ? price.input() : price.cachedInput();
    }

    private static boolean differs(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) != 0;
    }

    private static Map<String, RosterEntry> byId(List<RosterEntry> list) {
        Map<String, RosterEntry> byId = new LinkedHashMap<>();
        list.forEach(entry -> byId.putIfAbsent(entry.id(), entry));
        return byId;
    }
}
