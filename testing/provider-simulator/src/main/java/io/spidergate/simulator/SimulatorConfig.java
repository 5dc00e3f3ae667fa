package io.spidergate.simulator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is played: providers, and what they do to whom.
///
/// @param port 0 takes a free one
/// @param scenarios the first that matches a call wins; without one, answers are proper
public record SimulatorConfig(int port, List<ProviderScript> providers, List<Scenario> scenarios) {

    public SimulatorConfig {
        providers = providers == null ? List.of() : List.copyOf(providers);
        scenarios = scenarios == null ? List.of() : List.copyOf(scenarios);
    }

    /// The providers of the offline demo and one of each manner, all well behaved but `sim-drowsy`.
    public static SimulatorConfig demo() {
        return SimulatorFiles.resource("/demo-scenarios.yaml");
    }

    public static SimulatorConfig read(Path file) {
        return SimulatorFiles.file(file);
    }

    public SimulatorConfig withPort(int other) {
        return new SimulatorConfig(other, providers, scenarios);
    }

    public SimulatorConfig withScenarios(Scenario... others) {
        return withScenarios(List.of(others));
    }

    public SimulatorConfig withScenarios(List<Scenario> others) {
        return new SimulatorConfig(port, providers, others);
    }

    public SimulatorConfig withProviders(List<ProviderScript> others) {
        return new SimulatorConfig(port, others, scenarios);
    }

    @JsonIgnore
    Optional<ProviderScript> provider(String name) {
        return providers.stream().filter(script -> script.name().equals(name)).findFirst();
    }
}
