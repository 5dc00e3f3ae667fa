package io.spidergate.router.alias;

import io.spidergate.router.alias.TierSelector.Match;
import io.spidergate.router.alias.TierSelector.Models;
import io.spidergate.router.catalogue.BrokenCatalogueException;
import io.spidergate.router.catalogue.Catalogue;
import io.spidergate.router.catalogue.CatalogueYaml;
import io.spidergate.router.catalogue.OperatorFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All task aliases, checked against the catalogue: whatever one names, exists.
public final class AliasBook {

    private static final String FILE = OperatorFiles.ALIASES;

    private final Map<String, AliasDefinition> byName;

    private AliasBook(Map<String, AliasDefinition> byName) {
        this.byName = byName;
    }

    /// @param files of the operator, whose aliases replace those with the same name
    /// @throws BrokenCatalogueException when a file cannot be used
    public static AliasBook load(Catalogue catalogue, OperatorFiles files) {
        Map<String, AliasDefinition> byName = read(CatalogueYaml.text(FILE));
        if (files.aliases() != null) {
            byName.putAll(read(files.aliases()));
        }
        return checked(byName, catalogue);
    }

    static AliasBook parse(String text, Catalogue catalogue) {
        return checked(read(text), catalogue);
    }

    private static Map<String, AliasDefinition> read(String text) {
        Map<String, AliasDefinition> byName = new LinkedHashMap<>();
        for (AliasDefinition alias : CatalogueYaml.parse(FILE, text, AliasFile.class).aliases()) {
            if (byName.put(alias.name(), alias) != null) {
                throw new BrokenCatalogueException(FILE, alias.name() + " is defined twice");
            }
        }
        return byName;
    }

    private static AliasBook checked(Map<String, AliasDefinition> byName, Catalogue catalogue) {
        byName.values().forEach(alias -> check(alias, byName, catalogue));
        return new AliasBook(byName);
    }

    public List<AliasDefinition> definitions() {
        return List.copyOf(byName.values());
    }

    /// The alias's own tiers, then those of the alias that it goes on with.
    List<TierSelector> chain(AliasDefinition alias) {
        AliasDefinition next = next(alias);
        return next == null
                ? alias.tiers()
                : Stream.concat(alias.tiers().stream(), next.tiers().stream()).toList();
    }

    private @Nullable AliasDefinition next(AliasDefinition alias) {
        return alias.then() == null ? null : byName.get(alias.then());
    }

    private static void check(
            AliasDefinition alias, Map<String, AliasDefinition> byName, Catalogue catalogue) {
        Stream.concat(alias.tiers().stream(), alias.simulated().stream())
                .forEach(tier -> check(alias, tier, catalogue));
        alias.shares().forEach(share -> check(alias, share.model(), catalogue));
        if (alias.then() == null) {
            return;
        }
        AliasDefinition next = byName.get(alias.then());
        if (next == null || next.then() != null) {
            throw new BrokenCatalogueException(
                    FILE,
                    "%s goes on with '%s', which is not an alias that ends by itself"
                            .formatted(alias.name(), alias.then()));
        }
    }

    private static void check(AliasDefinition alias, TierSelector tier, Catalogue catalogue) {
        switch (tier) {
            case Match match -> {}
            case Models models -> {
                for (ModelRef ref : models.models()) {
                    check(alias, ref, catalogue);
                }
            }
        }
    }

    private static void check(AliasDefinition alias, ModelRef ref, Catalogue catalogue) {
        if (!catalogue.declares(ref.provider(), ref.model())) {
            throw new BrokenCatalogueException(
                    FILE,
                    "%s names '%s', which no provider file declares".formatted(alias.name(), ref));
        }
    }

    record AliasFile(List<AliasDefinition> aliases) {

        AliasFile {
            if (aliases == null || aliases.isEmpty()) {
                throw new IllegalArgumentException("aliases has no entry");
            }
            aliases = List.copyOf(aliases);
        }
    }
}
