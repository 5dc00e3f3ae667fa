package io.spidergate.router.snapshot;

import io.spidergate.router.alias.AliasBook;
import io.spidergate.router.catalogue.Catalogue;
import io.spidergate.router.catalogue.OperatorFiles;
import io.spidergate.router.credential.Credentials;
import io.spidergate.router.health.HealthReport;
import io.spidergate.router.provider.ApiProvider;
import io.spidergate.router.roster.RosterPolicy;
import io.spidergate.router.roster.RosterPolicy.Then;
import io.spidergate.router.roster.Rosters;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The catalogue of this release, with what a test knows besides.
final class Facts {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Catalogue CATALOGUE =
            Catalogue.load(URI.create("http://127.0.0.1:8090"), Set.of(), OperatorFiles.NONE);
    static final Rosters NO_LISTS =
            new Rosters(Map.of(), new RosterPolicy(Then.PROPOSE, Then.PROPOSE, Then.APPLY));

    static final AliasBook ALIASES = AliasBook.load(CATALOGUE, OperatorFiles.NONE);

    private Facts() {}

    static RoutingFacts of(Credentials credentials, ApiProvider... added) {
        return new RoutingFacts(
                CATALOGUE,
                ALIASES,
                List.of(added),
                credentials,
                HealthReport.ALL_WELL,
                NO_LISTS,
                Map.of(),
                LocalDate.ofInstant(NOW, ZoneOffset.UTC));
    }
}
