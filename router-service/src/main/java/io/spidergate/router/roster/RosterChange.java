package io.spidergate.router.roster;

import io.spidergate.contracts.routing.RosterView.Kind;
import io.spidergate.contracts.vault.RosterEntry;
import io.spidergate.router.catalogue.ListPrice;
import org.jspecify.annotations.Nullable;

/// One difference between a provider's list and the catalogue.
public sealed interface RosterChange {

    String model();

    Kind kind();

    /// What a decision about it is remembered by: another price is another change.
    String key();

    record Added(RosterEntry entry) implements RosterChange {

        @Override
        public String model() {
            return entry.id();
        }

        @Override
        public Kind kind() {
            return Kind.NEW;
        }

        @Override
        public String key() {
            return "new " + entry.id();
        }
    }

    record Missing(String model) implements RosterChange {

        @Override
        public Kind kind() {
            return Kind.MISSING;
        }

        @Override
        public String key() {
            return "missing " + model;
        }
    }

    /// @param known absent where the catalogue has no price
    record Repriced(String model, @Nullable ListPrice known, RosterEntry.Price told)
            implements RosterChange {

        @Override
        public Kind kind() {
            return Kind.REPRICED;
        }

        @Override
        public String key() {
            return "repriced %s %s/%s/%s"
                    .formatted(model, told.input(), told.cachedInput(), told.output());
        }
    }
}
