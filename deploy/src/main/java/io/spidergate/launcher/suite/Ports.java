package io.spidergate.launcher.suite;

import io.spidergate.launcher.settings.PortName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Every port of a suite, all of them different.
///
/// @param parts where each part but the gateways listens
/// @param kafkaController where the broker's quorum listens
public record Ports(List<Endpoint> gateways, Map<Part, Endpoint> parts, int kafkaController) {

    public Ports {
        gateways = List.copyOf(gateways);
        parts = Map.copyOf(parts);
    }

    public Endpoint of(Part part) {
        Endpoint endpoint = part == Part.GATEWAY ? gateways.getFirst() : parts.get(part);
        if (endpoint == null) {
            throw new IllegalArgumentException("no port was planned for " + part);
        }
        return endpoint;
    }

    /// What must be free before a start, each with the option that would choose another.
    public List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < gateways.size(); i++) {
            claim(claims, PlannedPart.name(Part.GATEWAY, i), PortName.GATEWAY, gateways.get(i));
        }
        parts.forEach((part, endpoint) -> claim(claims, part.label(), part.portName(), endpoint));
        claims.add(new Claim("kafka's controller", PortName.KAFKA_CONTROLLER, kafkaController));
        return List.copyOf(claims);
    }

    private static void claim(
            List<Claim> claims, String who, PortName portName, Endpoint endpoint) {
        claims.add(new Claim(who, portName, endpoint.port()));
        if (endpoint.managementPort() != 0) {
            claims.add(new Claim(who + "'s health", portName, endpoint.managementPort()));
        }
    }

    public record Claim(String who, PortName portName, int port) {}
}
