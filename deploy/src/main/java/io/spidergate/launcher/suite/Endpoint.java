package io.spidergate.launcher.suite;

import java.net.URI;

/// Where a part listens on this machine.
///
/// @param managementPort of health and metrics; zero for what has none
public record Endpoint(int port, int managementPort) {

    public static final String HOST = "127.0.0.1";

    public URI uri() {
        return URI.create("http://%s:%d".formatted(HOST, port));
    }

    public URI readiness() {
        return URI.create("http://%s:%d/q/health/ready".formatted(HOST, managementPort));
    }
}
