package io.spidergate.launcher.settings;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// One option a port.
final class PortOptions {

    private final Map<String, String> chosen = new HashMap<>();

    Map<String, String> chosen() {
        return Map.copyOf(chosen);
    }

    @Option(names = "--gateway-port", paramLabel = "PORT", hidden = false)
    void gateway(String port) {
        chosen.put(PortName.GATEWAY.key(), port);
    }

    @Option(names = "--dashboard-port", paramLabel = "PORT", hidden = false)
    void dashboard(String port) {
        chosen.put(PortName.DASHBOARD.key(), port);
    }

    @Option(names = "--router-port", paramLabel = "PORT", hidden = true)
    void router(String port) {
        chosen.put(PortName.ROUTER.key(), port);
    }

    @Option(names = "--vault-port", paramLabel = "PORT", hidden = true)
    void vault(String port) {
        chosen.put(PortName.VAULT.key(), port);
    }

    @Option(names = "--billing-port", paramLabel = "PORT", hidden = true)
    void billing(String port) {
        chosen.put(PortName.BILLING.key(), port);
    }

    @Option(names = "--traces-port", paramLabel = "PORT", hidden = true)
    void traces(String port) {
        chosen.put(PortName.TRACES.key(), port);
    }

    @Option(names = "--simulator-port", paramLabel = "PORT", hidden = true)
    void simulator(String port) {
        chosen.put(PortName.SIMULATOR.key(), port);
    }

    @Option(names = "--kafka-port", paramLabel = "PORT", hidden = true)
    void kafka(String port) {
        chosen.put(PortName.KAFKA.key(), port);
    }

    @Option(names = "--kafka-controller-port", paramLabel = "PORT", hidden = true)
    void kafkaController(String port) {
        chosen.put(PortName.KAFKA_CONTROLLER.key(), port);
    }

    @Option(names = "--postgres-port", paramLabel = "PORT", hidden = true)
    void postgres(String port) {
        chosen.put(PortName.POSTGRES.key(), port);
    }
}
