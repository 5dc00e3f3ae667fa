package io.spidergate.launcher.suite;

import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.launcher.settings.PortName;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the suite is made of, in the order in which it is shown.
public enum Part {
    GATEWAY(PortName.GATEWAY, "gateway-service", ServiceName.GATEWAY, 1),
    DASHBOARD(PortName.DASHBOARD, "dashboard-service", ServiceName.DASHBOARD, 2),
    ROUTER(PortName.ROUTER, "router-service", ServiceName.ROUTER, 3),
    VAULT(PortName.VAULT, "vault-service", ServiceName.VAULT, 3),
    BILLING(PortName.BILLING, "billing-service", ServiceName.BILLING, 3),
    TRACES(PortName.TRACES, "trace-collector", ServiceName.TRACES, 3),
    SIMULATOR(PortName.SIMULATOR, "testing/provider-simulator", null, 4),
    KAFKA(PortName.KAFKA, null, null, 5),
    POSTGRES(PortName.POSTGRES, null, null, 6);

    private final PortName portName;
    private final @Nullable String module;
    private final @Nullable String service;
    private final int stopStage;

    Part(PortName portName, @Nullable String module, @Nullable String service, int stopStage) {
        this.portName = portName;
        this.module = module;
        this.service = service;
        this.stopStage = stopStage;
    }

    public PortName portName() {
        return portName;
    }

    /// Folder of the module that it is built from; none for what comes as binaries.
    public Optional<String> module() {
        return Optional.ofNullable(module);
    }

    /// Its name towards the other services; only services have one.
    public Optional<String> service() {
        return Optional.ofNullable(service);
    }

    /// Parts of a smaller stage stop before those of a greater: callers drain before what they
    /// call.
    public int stopStage() {
        return stopStage;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Schema and role in the database, of those services that have one.
    public Optional<String> schema() {
        return service != null && this != GATEWAY ? Optional.of(label()) : Optional.empty();
    }
}
