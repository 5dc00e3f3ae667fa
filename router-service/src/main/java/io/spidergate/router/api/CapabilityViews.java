package io.spidergate.router.api;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.CapabilityView;
import io.spidergate.contracts.routing.CapabilityView.Source;
import io.spidergate.router.capability.Ability;
import io.spidergate.router.capability.CapabilityReport;
import io.spidergate.router.capability.Measured;
import io.spidergate.router.catalogue.CatalogueModel;
import io.spidergate.router.snapshot.DeclaredProvider;
import io.spidergate.routing.CapabilityFinding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What models can do, as it is shown: what is declared, and over it what was measured. Pure.
final class CapabilityViews {

    private CapabilityViews() {}

    /// @param only this model; all where null
    static List<CapabilityView> of(
            DeclaredProvider provider,
            @Nullable String only,
            CapabilityReport report,
            Instant now) {
        List<CapabilityView> views = new ArrayList<>();
        for (CatalogueModel model : provider.models()) {
            if (only == null || only.equals(model.id())) {
                views.addAll(of(provider.route().id(), model, report, now));
            }
        }
        return views;
    }

    private static List<CapabilityView> of(
            String provider, CatalogueModel model, CapabilityReport report, Instant now) {
        Map<Ability, Measured> measured = report.of(provider, model.id());
        List<CapabilityView> views = new ArrayList<>();
        for (Capability capability : Capability.values()) {
            List<CapabilityView> found =
                    measured.entrySet().stream()
                            .filter(it -> it.getKey().capability() == capability)
                            .sorted(Comparator.comparing(it -> it.getKey().account()))
                            .map(it -> measured(it.getKey(), it.getValue(), now))
                            .toList();
            if (!found.isEmpty()) {
                views.addAll(found);
            } else if (model.capabilities().contains(capability)) {
                views.add(declared(provider, model, capability));
            }
        }
        return views;
    }

    private static CapabilityView measured(Ability ability, Measured measured, Instant now) {
        CapabilityFinding finding = measured.finding();
        boolean refused = finding.isRefused();
        return new CapabilityView(
                ability.provider(),
                ability.model(),
                ability.account(),
                ability.capability(),
                !(refused && now.isBefore(finding.until())),
                Source.MEASURED,
                finding.since(),
                finding.refusals(),
                refused ? finding.until() : null,
                measured.evidence());
    }

    private static CapabilityView declared(
            String provider, CatalogueModel model, Capability capability) {
        LocalDate asOf = model.asOf();
        return new CapabilityView(
                provider,
                model.id(),
                null,
                capability,
                true,
                model.isGuessed() ? Source.GUESSED : Source.CATALOGUE,
                asOf == null ? null : asOf.atStartOfDay(ZoneOffset.UTC).toInstant(),
                0,
                null,
                null);
    }
}
