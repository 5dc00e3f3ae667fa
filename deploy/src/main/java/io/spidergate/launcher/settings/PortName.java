package io.spidergate.launcher.settings;

import java.util.Locale;

/// What listens on a port that can be chosen, with the port where nobody has chosen.
public enum PortName {
    GATEWAY(8080),
    DASHBOARD(8081),
    ROUTER(8082),
    VAULT(8083),
    BILLING(8084),
    TRACES(8085),
    SIMULATOR(8090),
    KAFKA(8092),
    KAFKA_CONTROLLER(8093),
    POSTGRES(8432);

    /// The port to which {@link #standard} counts; `port.base` moves all by its distance to this.
    public static final int BASE = 8080;

    private final int standard;

    PortName(int standard) {
        this.standard = standard;
    }

    public int standard() {
        return standard;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Key in the settings file, such as `gateway.port`.
    public String key() {
        return label() + ".port";
    }

    public String option() {
        return "--" + label() + "-port";
    }
}
