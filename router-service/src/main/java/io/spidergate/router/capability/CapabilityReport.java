package io.spidergate.router.capability;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.LackingCapability;
import io.spidergate.routing.CapabilityFinding;
import io.spidergate.routing.CapabilityFinding.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What has been measured, at one instant. Immutable.
///
/// How far a refusal reaches: it is the deployment's, since an account's settings can be the
/// reason. Where two shared accounts of a model have refused the same, it is the model's, and all
/// of its deployments lack it but those that have proven it themselves.
public final class CapabilityReport {

    public static final CapabilityReport NOTHING =
            new CapabilityReport(Map.of(), CapabilityResets.NONE);

    private static final int ACCOUNTS_OF_A_MODEL = 2;

    private record Model(String provider, String model) {}

    private final Map<Ability, Measured> known;
    private final CapabilityResets resets;

    /// What models lack by the word of several accounts.
    private final Map<Model, Map<Capability, CapabilityFinding>> ofModels;

    CapabilityReport(Map<Ability, Measured> known, CapabilityResets resets) {
        this.known = Map.copyOf(known);
        this.resets = resets;
        this.ofModels = ofModels(this.known);
    }

    private static Map<Model, Map<Capability, CapabilityFinding>> ofModels(
            Map<Ability, Measured> known) {
        Map<Model, Map<Capability, List<CapabilityFinding>>> refused = new HashMap<>();
        known.forEach((ability, measured) -> {
            if (ability.isShared() && measured.finding().isRefused()) {
                refused.computeIfAbsent(
                                new Model(ability.provider(), ability.model()),
                                model -> new EnumMap<>(Capability.class))
                        .computeIfAbsent(ability.capability(), it -> new ArrayList<>())
                        .add(measured.finding());
            }
        });
        Map<Model, Map<Capability, CapabilityFinding>> agreed = new HashMap<>();
        refused.forEach((model, byCapability) ->
                byCapability.forEach((capability, findings) -> {
                    if (findings.size() >= ACCOUNTS_OF_A_MODEL) {
                        agreed.computeIfAbsent(model, it -> new EnumMap<>(Capability.class))
                                .put(capability, second(findings));
                    }
                }));
        return agreed;
    }

    /// Until then at least two hold.
    private static CapabilityFinding second(List<CapabilityFinding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(CapabilityFinding::until).reversed())
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    /// What gateways are told of a deployment, in a fixed order.
    public List<LackingCapability> lacking(String provider, String account, String model) {
        if (known.isEmpty()) {
            return List.of();
        }
        List<LackingCapability> lacking = new ArrayList<>(0);
        for (Capability capability : Capability.values()) {
            CapabilityFinding finding = refusal(new Ability(provider, account, model, capability));
            if (finding != null) {
                lacking.add(
                        new LackingCapability(
                                capability, finding.since(), finding.until(), finding.prober()));
            }
        }
        return lacking;
    }

    private @Nullable CapabilityFinding refusal(Ability ability) {
        Measured own = known.get(ability);
        if (own != null && own.finding().word() != Word.REFUSED) {
            return null;
        }
        CapabilityFinding agreed =
                ofModels.getOrDefault(new Model(ability.provider(), ability.model()), Map.of())
                        .get(ability.capability());
        if (own == null || agreed == null) {
            return own == null ? agreed : own.finding();
        }
        return own.finding().until().isAfter(agreed.until()) ? own.finding() : agreed;
    }

    /// When somebody has had forgotten what was measured of this model.
    public @Nullable Instant resetOf(String provider, String model) {
        return resets.of(provider, model);
    }

    /// All that was measured of a model, by account and capability.
    public Map<Ability, Measured> of(String provider, String model) {
        return known.entrySet().stream()
                .filter(it -> it.getKey().isOf(provider, model))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// How many deployments stand so.
    public long count(Capability capability, Word word) {
        return known.entrySet().stream()
                .filter(it -> it.getKey().capability() == capability)
                .filter(it -> it.getValue().finding().word() == word)
                .count();
    }
}
